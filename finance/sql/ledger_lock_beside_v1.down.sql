DROP TRIGGER a_lock_delete ON finance_transactiondocument;
DROP FUNCTION finance_proof_lock();
DROP TRIGGER a_lock_delete ON finance_transactiontag;
DROP TRIGGER a_lock_insert ON finance_transactiontag;
