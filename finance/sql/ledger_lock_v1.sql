-- Nothing dated on or before locked_through changes. The settings row is held FOR SHARE, so a lock that is being set waits
-- for the bookings in flight, and a booking waits for a lock in flight and then sees it. Therefore a ledger without its
-- settings row takes no bookings. Whether its money was seen later (is_settled) and the version may change in a locked
-- transaction: a settlement carries its own date.
CREATE FUNCTION finance_refuse_locked(owner uuid, earliest date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    locked date;
BEGIN
    SELECT locked_through INTO locked FROM finance_ledgersettings WHERE workspace_id = owner FOR SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the ledger of workspace % was not opened', owner
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_is_open';
    END IF;
    IF earliest <= locked THEN
        RAISE EXCEPTION 'dated %, but the period is locked through %', earliest, locked
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_period_is_not_locked';
    END IF;
END $$;

-- Dynamic SQL below: a plan that was cached for one row would be used for a hundred thousand.
CREATE FUNCTION finance_transaction_lock() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched text; found record;
BEGIN
    touched := CASE TG_OP
        WHEN 'INSERT' THEN 'SELECT workspace_id, date FROM new_rows'
        WHEN 'DELETE' THEN 'SELECT workspace_id, date FROM old_rows'
        ELSE 'SELECT unnest(ARRAY[o.workspace_id, n.workspace_id]) AS workspace_id, least(o.date, n.date) AS date
                FROM old_rows o FULL JOIN new_rows n USING (id)
               WHERE (o.workspace_id, o.kind, o.status, o.date, o.description, o.notes, o.vendor_id, o.settles_id, o.reverses_id,
                      o.created_at, o.trashed_at)
                     IS DISTINCT FROM
                     (n.workspace_id, n.kind, n.status, n.date, n.description, n.notes, n.vendor_id, n.settles_id, n.reverses_id,
                      n.created_at, n.trashed_at)'
    END;
    FOR found IN EXECUTE 'SELECT workspace_id, min(date) AS earliest FROM (' || touched || ') t
                          WHERE workspace_id IS NOT NULL GROUP BY workspace_id ORDER BY workspace_id' LOOP
        PERFORM finance_refuse_locked(found.workspace_id, found.earliest);
    END LOOP;
    RETURN NULL;
END $$;

CREATE FUNCTION finance_posting_lock() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched text; found record;
BEGIN
    touched := CASE TG_OP
        WHEN 'INSERT' THEN 'SELECT transaction_id FROM new_rows'
        WHEN 'DELETE' THEN 'SELECT transaction_id FROM old_rows'
        ELSE 'SELECT transaction_id FROM old_rows UNION ALL SELECT transaction_id FROM new_rows'
    END;
    FOR found IN EXECUTE 'SELECT t.workspace_id, min(t.date) AS earliest FROM (' || touched || ') p
                          JOIN finance_transaction t ON t.id = p.transaction_id
                          GROUP BY t.workspace_id ORDER BY t.workspace_id' LOOP
        PERFORM finance_refuse_locked(found.workspace_id, found.earliest);
    END LOOP;
    RETURN NULL;
END $$;

-- The names begin with "a_" so that these fire before the triggers that keep sums and history.
CREATE TRIGGER a_lock_insert AFTER INSERT ON finance_transaction
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION finance_transaction_lock();
CREATE TRIGGER a_lock_update AFTER UPDATE ON finance_transaction
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION finance_transaction_lock();
CREATE TRIGGER a_lock_delete AFTER DELETE ON finance_transaction
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION finance_transaction_lock();
CREATE TRIGGER a_lock_insert AFTER INSERT ON finance_posting
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION finance_posting_lock();
CREATE TRIGGER a_lock_update AFTER UPDATE ON finance_posting
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION finance_posting_lock();
CREATE TRIGGER a_lock_delete AFTER DELETE ON finance_posting
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION finance_posting_lock();
