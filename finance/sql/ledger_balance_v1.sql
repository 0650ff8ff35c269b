-- A transaction's postings add up to nought (ARCHITECTURE 4), checked at commit. Drafts too: a leg that is still unknown
-- stands on the category "unknown". In one currency the amounts add up to 0; across currencies the base amounts, all of
-- which must be there. Base amounts that are all there add up to 0 in one currency as well, so that monthly sums close.
--
-- enable_seqscan is off because the plan is cached: one that was made while the table was empty would read the whole table
-- for each row of a later bulk load.
CREATE FUNCTION finance_check_balance(checked uuid) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    legs bigint; currencies bigint; bases bigint; total numeric; base_total numeric;
BEGIN
    SELECT count(*), count(DISTINCT currency), count(base_amount), sum(amount), sum(base_amount)
      INTO legs, currencies, bases, total, base_total
      FROM finance_posting WHERE transaction_id = checked;
    IF legs < 2 THEN
        PERFORM FROM finance_transaction WHERE id = checked;
        IF FOUND THEN
            RAISE EXCEPTION 'transaction % has % postings, not at least 2', checked, legs
                USING ERRCODE = 'check_violation', CONSTRAINT = 'transaction_has_two_postings';
        END IF;
        RETURN;
    END IF;
    IF currencies > 1 AND bases < legs THEN
        RAISE EXCEPTION 'transaction % has several currencies, but a posting without a base amount', checked
            USING ERRCODE = 'check_violation', CONSTRAINT = 'transaction_has_base_amounts';
    END IF;
    IF (currencies = 1 AND total <> 0) OR (bases = legs AND base_total <> 0) THEN
        RAISE EXCEPTION 'the postings of transaction % add up to %, base %, not to 0', checked, total, base_total
            USING ERRCODE = 'check_violation', CONSTRAINT = 'transaction_adds_up_to_nought';
    END IF;
END $$;

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

CREATE FUNCTION finance_transaction_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM finance_check_balance(NEW.id);
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER finance_posting_balance AFTER INSERT OR UPDATE OR DELETE ON finance_posting
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION finance_posting_balance();
CREATE CONSTRAINT TRIGGER finance_transaction_balance AFTER INSERT ON finance_transaction
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION finance_transaction_balance();

-- An account has one currency; only the clearing account takes any.
CREATE FUNCTION finance_check_account_currency() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wrong record;
BEGIN
    EXECUTE 'SELECT p.id, p.currency AS has, a.currency AS wants FROM touched p JOIN finance_account a ON a.id = p.account_id
             WHERE a.currency <> p.currency LIMIT 1' INTO wrong;
    IF wrong.id IS NOT NULL THEN
        RAISE EXCEPTION 'posting % in % stands on an account in %', wrong.id, wrong.has, wrong.wants
            USING ERRCODE = 'check_violation', CONSTRAINT = 'posting_in_currency_of_account';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER finance_posting_currency_insert AFTER INSERT ON finance_posting
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION finance_check_account_currency();
CREATE TRIGGER finance_posting_currency_update AFTER UPDATE ON finance_posting
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION finance_check_account_currency();

CREATE FUNCTION finance_keep_account_currency() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM finance_posting WHERE account_id = NEW.id AND currency <> NEW.currency;
    IF FOUND THEN
        RAISE EXCEPTION 'account % has postings in another currency', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'posting_in_currency_of_account';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER finance_account_currency AFTER UPDATE OF currency ON finance_account
    FOR EACH ROW WHEN (OLD.currency IS DISTINCT FROM NEW.currency) EXECUTE FUNCTION finance_keep_account_currency();
