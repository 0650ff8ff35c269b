-- The audit trail only grows. Erasure of a person goes through users_audit_erase_person, which blanks personal fields.
CREATE FUNCTION users_audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('quittance.audit_erasure', true) = 'on' AND TG_OP = 'UPDATE' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the audit trail only grows: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER users_auditevent_append_only BEFORE UPDATE OR DELETE ON users_auditevent
    FOR EACH ROW EXECUTE FUNCTION users_audit_refuse_change();
CREATE TRIGGER users_auditevent_no_truncate BEFORE TRUNCATE ON users_auditevent
    FOR EACH STATEMENT EXECUTE FUNCTION users_audit_refuse_change();

CREATE FUNCTION users_audit_erase_person(person uuid) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    blanked bigint;
BEGIN
    PERFORM set_config('quittance.audit_erasure', 'on', true);
    UPDATE users_auditevent SET actor_id = NULL, data = '{}' WHERE actor_id = person;
    GET DIAGNOSTICS blanked = ROW_COUNT;
    PERFORM set_config('quittance.audit_erasure', 'off', true);
    RETURN blanked;
END $$;
