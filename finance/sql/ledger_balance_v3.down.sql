DROP TRIGGER finance_transaction_balance ON finance_transaction;
DROP FUNCTION finance_transaction_balance();

CREATE FUNCTION finance_transaction_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM finance_check_balance(NEW.id);
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER finance_transaction_balance AFTER INSERT ON finance_transaction
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION finance_transaction_balance();
