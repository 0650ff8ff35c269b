DROP TRIGGER finance_workspace_base_currency ON users_workspace;
DROP FUNCTION finance_keep_base_currency();
