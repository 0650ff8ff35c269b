-- What stands beside a transaction in a locked period: its tags stay as they are (reports go by them), and the documents that
-- prove it are not taken away. Another proof may still come, and talk goes on: neither moves a number.
CREATE TRIGGER a_lock_insert AFTER INSERT ON finance_transactiontag
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION finance_posting_lock();
CREATE TRIGGER a_lock_delete AFTER DELETE ON finance_transactiontag
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION finance_posting_lock();

-- Of drafts and of what lies in the trash a document may be taken away: they count for nothing.
CREATE FUNCTION finance_proof_lock() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    found record;
BEGIN
    FOR found IN EXECUTE 'SELECT t.workspace_id, min(t.date) AS earliest FROM old_rows p
                          JOIN finance_transaction t ON t.id = p.transaction_id
                          WHERE t.trashed_at IS NULL AND t.status <> ''draft''
                          GROUP BY t.workspace_id ORDER BY t.workspace_id' LOOP
        PERFORM finance_refuse_locked(found.workspace_id, found.earliest);
    END LOOP;
    RETURN NULL;
END $$;
CREATE TRIGGER a_lock_delete AFTER DELETE ON finance_transactiondocument
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION finance_proof_lock();
