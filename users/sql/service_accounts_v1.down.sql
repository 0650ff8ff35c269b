DROP TRIGGER users_user_kind ON users_user;
DROP TRIGGER users_membership_service ON users_membership;
DROP FUNCTION users_user_keeps_kind();
DROP FUNCTION users_service_in_one_workspace();
