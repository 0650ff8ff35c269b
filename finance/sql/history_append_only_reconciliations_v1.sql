CREATE TRIGGER finance_reconciliationevent_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON finance_reconciliationevent
    FOR EACH STATEMENT EXECUTE FUNCTION finance_history_refuse_change();
CREATE TRIGGER finance_reconciledtransactionevent_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON finance_reconciledtransactionevent
    FOR EACH STATEMENT EXECUTE FUNCTION finance_history_refuse_change();
