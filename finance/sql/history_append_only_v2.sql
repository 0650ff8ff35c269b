CREATE TRIGGER finance_projectevent_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON finance_projectevent
    FOR EACH STATEMENT EXECUTE FUNCTION finance_history_refuse_change();
CREATE TRIGGER finance_tagevent_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON finance_tagevent
    FOR EACH STATEMENT EXECUTE FUNCTION finance_history_refuse_change();
CREATE TRIGGER finance_transactiontagevent_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON finance_transactiontagevent
    FOR EACH STATEMENT EXECUTE FUNCTION finance_history_refuse_change();
