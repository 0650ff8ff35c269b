CREATE TRIGGER finance_ownrateevent_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON finance_ownrateevent
    FOR EACH STATEMENT EXECUTE FUNCTION finance_history_refuse_change();
