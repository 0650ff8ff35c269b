CREATE OR REPLACE FUNCTION finance_check_account_currency() RETURNS trigger LANGUAGE plpgsql AS $$
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
