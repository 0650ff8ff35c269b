-- As v2, for transactions: those that come together with their postings, by one statement, are looked at together. The others are
-- noted, and have to have their postings at commit.
DROP TRIGGER finance_transaction_balance ON finance_transaction;
DROP FUNCTION finance_transaction_balance();

-- Dynamic SQL: a plan that was cached for one row would be used for a hundred thousand.
CREATE FUNCTION finance_transaction_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE 'INSERT INTO finance_unbalanced (transaction_id)
        SELECT t.id FROM new_rows t WHERE NOT EXISTS (SELECT FROM finance_posting p WHERE p.transaction_id = t.id)';
    RETURN NULL;
END $$;

CREATE TRIGGER finance_transaction_balance AFTER INSERT ON finance_transaction
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION finance_transaction_balance();
