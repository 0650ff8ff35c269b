-- The base currency of a workspace stays as soon as something is posted: the base amounts of all postings are in it. Who books
-- holds the workspace FOR SHARE from reading its currency to the commit (finance/services/base_currency.py), so that a change
-- waits for bookings in flight, and then sees their postings here.
CREATE FUNCTION finance_keep_base_currency() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM finance_posting WHERE workspace_id = NEW.id LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'workspace % has postings: its base currency stays %', NEW.id, OLD.base_currency
            USING ERRCODE = 'check_violation', CONSTRAINT = 'workspace_base_currency_is_booked';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER finance_workspace_base_currency BEFORE UPDATE OF base_currency ON users_workspace
    FOR EACH ROW WHEN (OLD.base_currency IS DISTINCT FROM NEW.base_currency) EXECUTE FUNCTION finance_keep_base_currency();
