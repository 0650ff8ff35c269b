-- The accounts are held FOR SHARE before their currencies are compared: an account whose currency is being changed is waited
-- for, and then seen; one whose currency is to be changed waits for the bookings in flight, and then sees their postings.
CREATE OR REPLACE FUNCTION finance_check_account_currency() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wrong record;
BEGIN
    EXECUTE 'SELECT FROM finance_account WHERE id IN (SELECT account_id FROM touched) ORDER BY id FOR SHARE';
    EXECUTE 'SELECT p.id, p.currency AS has, a.currency AS wants FROM touched p JOIN finance_account a ON a.id = p.account_id
             WHERE a.currency <> p.currency LIMIT 1' INTO wrong;
    IF wrong.id IS NOT NULL THEN
        RAISE EXCEPTION 'posting % in % stands on an account in %', wrong.id, wrong.has, wrong.wants
            USING ERRCODE = 'check_violation', CONSTRAINT = 'posting_in_currency_of_account';
    END IF;
    RETURN NULL;
END $$;
