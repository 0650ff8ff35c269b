-- A service account belongs to exactly one workspace, and owns none. Its row is locked, so that two workspaces cannot take it at
-- once; what an account is never changes, or a person could become one that nobody can log in by, and the other way round.
CREATE FUNCTION users_service_in_one_workspace() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM users_user WHERE id = NEW.user_id AND kind = 'service' FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN NEW;
    END IF;
    IF NEW.role = 'owner' THEN
        RAISE EXCEPTION 'service account % cannot own a workspace', NEW.user_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'service_owns_no_workspace';
    END IF;
    PERFORM FROM users_membership WHERE user_id = NEW.user_id AND id <> NEW.id;
    IF FOUND THEN
        RAISE EXCEPTION 'service account % belongs to a workspace already', NEW.user_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'service_in_one_workspace';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER users_membership_service BEFORE INSERT OR UPDATE ON users_membership
    FOR EACH ROW EXECUTE FUNCTION users_service_in_one_workspace();

CREATE FUNCTION users_user_keeps_kind() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'account % stays a %', OLD.id, OLD.kind
        USING ERRCODE = 'check_violation', CONSTRAINT = 'user_keeps_kind';
END $$;

CREATE TRIGGER users_user_kind BEFORE UPDATE OF kind ON users_user
    FOR EACH ROW WHEN (OLD.kind IS DISTINCT FROM NEW.kind) EXECUTE FUNCTION users_user_keeps_kind();
