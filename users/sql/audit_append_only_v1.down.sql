DROP TRIGGER users_auditevent_append_only ON users_auditevent;
DROP TRIGGER users_auditevent_no_truncate ON users_auditevent;
DROP FUNCTION users_audit_refuse_change();
DROP FUNCTION users_audit_erase_person(uuid);
