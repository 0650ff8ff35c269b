CREATE TRIGGER finance_duplicatemarkevent_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON finance_duplicatemarkevent
    FOR EACH STATEMENT EXECUTE FUNCTION finance_history_refuse_change();
CREATE TRIGGER finance_documentlinkevent_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON finance_documentlinkevent
    FOR EACH STATEMENT EXECUTE FUNCTION finance_history_refuse_change();
