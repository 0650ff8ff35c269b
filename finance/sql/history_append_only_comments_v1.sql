CREATE TRIGGER finance_commentevent_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON finance_commentevent
    FOR EACH STATEMENT EXECUTE FUNCTION finance_history_refuse_change();
