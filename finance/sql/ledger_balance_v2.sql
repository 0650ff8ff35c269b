-- As v1, at the cost of sets: after each statement the transactions that it touched are looked at together. Those that add up are
-- done; the others may still be at work (postings go, new ones come) and are noted, to be checked one by one at commit.
DROP TRIGGER finance_posting_balance ON finance_posting;
DROP FUNCTION finance_posting_balance();

CREATE UNLOGGED TABLE finance_unbalanced (transaction_id uuid NOT NULL);
CREATE INDEX finance_unbalanced_of ON finance_unbalanced (transaction_id);

CREATE FUNCTION finance_check_unbalanced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM finance_unbalanced WHERE transaction_id = NEW.transaction_id;
    PERFORM finance_check_balance(NEW.transaction_id);
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER finance_unbalanced_check AFTER INSERT ON finance_unbalanced
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION finance_check_unbalanced();

-- Dynamic SQL: a plan that was cached for one row would be used for a hundred thousand.
CREATE FUNCTION finance_posting_balance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched text;
BEGIN
    touched := CASE TG_OP
        WHEN 'INSERT' THEN 'SELECT transaction_id FROM new_rows'
        WHEN 'DELETE' THEN 'SELECT transaction_id FROM old_rows'
        ELSE 'SELECT transaction_id FROM old_rows UNION SELECT transaction_id FROM new_rows'
    END;
    EXECUTE 'INSERT INTO finance_unbalanced (transaction_id)
        SELECT t.transaction_id FROM (SELECT DISTINCT transaction_id FROM (' || touched || ') touched) t
          LEFT JOIN finance_posting p ON p.transaction_id = t.transaction_id
         GROUP BY t.transaction_id
        HAVING count(p.id) < 2
            OR (count(DISTINCT p.currency) > 1 AND count(p.base_amount) < count(*))
            OR (count(DISTINCT p.currency) = 1 AND sum(p.amount) <> 0)
            OR (count(p.base_amount) = count(*) AND sum(p.base_amount) <> 0)';
    RETURN NULL;
END $$;

CREATE TRIGGER finance_posting_balance_insert AFTER INSERT ON finance_posting
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION finance_posting_balance();
CREATE TRIGGER finance_posting_balance_update AFTER UPDATE ON finance_posting
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION finance_posting_balance();
CREATE TRIGGER finance_posting_balance_delete AFTER DELETE ON finance_posting
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION finance_posting_balance();
