-- As v1; the purchase that a refund belongs to and the project stay as well.
-- Dynamic SQL below: a plan that was cached for one row would be used for a hundred thousand.
CREATE OR REPLACE FUNCTION finance_transaction_lock() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched text; found record;
BEGIN
    touched := CASE TG_OP
        WHEN 'INSERT' THEN 'SELECT workspace_id, date FROM new_rows'
        WHEN 'DELETE' THEN 'SELECT workspace_id, date FROM old_rows'
        ELSE 'SELECT unnest(ARRAY[o.workspace_id, n.workspace_id]) AS workspace_id, least(o.date, n.date) AS date
                FROM old_rows o FULL JOIN new_rows n USING (id)
               WHERE (o.workspace_id, o.kind, o.status, o.date, o.description, o.notes, o.vendor_id, o.settles_id, o.reverses_id,
                      o.refunds_id, o.project_id, o.created_at, o.trashed_at)
                     IS DISTINCT FROM
                     (n.workspace_id, n.kind, n.status, n.date, n.description, n.notes, n.vendor_id, n.settles_id, n.reverses_id,
                      n.refunds_id, n.project_id, n.created_at, n.trashed_at)'
    END;
    FOR found IN EXECUTE 'SELECT workspace_id, min(date) AS earliest FROM (' || touched || ') t
                          WHERE workspace_id IS NOT NULL GROUP BY workspace_id ORDER BY workspace_id' LOOP
        PERFORM finance_refuse_locked(found.workspace_id, found.earliest);
    END LOOP;
    RETURN NULL;
END $$;
