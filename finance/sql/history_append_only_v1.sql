-- The history of the ledger's records only grows. The erasure of a person may blank what is personal in it, under the same
-- setting as in the audit trail (users/sql/audit_append_only_v1.sql).
CREATE FUNCTION finance_history_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('quittance.audit_erasure', true) = 'on' AND TG_OP = 'UPDATE' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'the history only grows: % of % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER finance_accountevent_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON finance_accountevent
    FOR EACH STATEMENT EXECUTE FUNCTION finance_history_refuse_change();
CREATE TRIGGER finance_categoryevent_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON finance_categoryevent
    FOR EACH STATEMENT EXECUTE FUNCTION finance_history_refuse_change();
CREATE TRIGGER finance_documentevent_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON finance_documentevent
    FOR EACH STATEMENT EXECUTE FUNCTION finance_history_refuse_change();
CREATE TRIGGER finance_extractedfieldevent_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON finance_extractedfieldevent
    FOR EACH STATEMENT EXECUTE FUNCTION finance_history_refuse_change();
CREATE TRIGGER finance_ledgersettingsevent_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON finance_ledgersettingsevent
    FOR EACH STATEMENT EXECUTE FUNCTION finance_history_refuse_change();
CREATE TRIGGER finance_postingevent_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON finance_postingevent
    FOR EACH STATEMENT EXECUTE FUNCTION finance_history_refuse_change();
CREATE TRIGGER finance_transactionevent_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON finance_transactionevent
    FOR EACH STATEMENT EXECUTE FUNCTION finance_history_refuse_change();
CREATE TRIGGER finance_transactiondocumentevent_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON finance_transactiondocumentevent
    FOR EACH STATEMENT EXECUTE FUNCTION finance_history_refuse_change();
CREATE TRIGGER finance_vendorevent_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON finance_vendorevent
    FOR EACH STATEMENT EXECUTE FUNCTION finance_history_refuse_change();
CREATE TRIGGER finance_vendoraliasevent_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON finance_vendoraliasevent
    FOR EACH STATEMENT EXECUTE FUNCTION finance_history_refuse_change();
