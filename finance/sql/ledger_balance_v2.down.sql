DROP TRIGGER finance_posting_balance_delete ON finance_posting;
DROP TRIGGER finance_posting_balance_update ON finance_posting;
DROP TRIGGER finance_posting_balance_insert ON finance_posting;
DROP FUNCTION finance_posting_balance();
DROP TABLE finance_unbalanced;
DROP FUNCTION finance_check_unbalanced();

CREATE FUNCTION finance_posting_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM finance_check_balance(OLD.transaction_id);
    END IF;
    IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE' AND NEW.transaction_id <> OLD.transaction_id) THEN
        PERFORM finance_check_balance(NEW.transaction_id);
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER finance_posting_balance AFTER INSERT OR UPDATE OR DELETE ON finance_posting
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION finance_posting_balance();
