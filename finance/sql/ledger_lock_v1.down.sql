DROP TRIGGER a_lock_delete ON finance_transaction;
DROP TRIGGER a_lock_update ON finance_transaction;
DROP TRIGGER a_lock_insert ON finance_transaction;
DROP TRIGGER a_lock_delete ON finance_posting;
DROP TRIGGER a_lock_update ON finance_posting;
DROP TRIGGER a_lock_insert ON finance_posting;
DROP FUNCTION finance_posting_lock();
DROP FUNCTION finance_transaction_lock();
DROP FUNCTION finance_refuse_locked(uuid, date);
