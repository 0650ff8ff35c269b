CREATE TRIGGER finance_statementimportevent_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON finance_statementimportevent
    FOR EACH STATEMENT EXECUTE FUNCTION finance_history_refuse_change();
CREATE TRIGGER finance_importmappingevent_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON finance_importmappingevent
    FOR EACH STATEMENT EXECUTE FUNCTION finance_history_refuse_change();
