-- The monthly roll-up: per workspace, account or category, month and currency, kept in the transaction that books.
-- Drafts and trash do not count. A posting comes after its transaction and goes before it (other orders are refused), so
-- each change is seen by exactly one of the triggers below.
CREATE FUNCTION finance_counts(status varchar, trashed_at timestamptz) RETURNS boolean LANGUAGE sql IMMUTABLE
    AS $$ SELECT status <> 'draft' AND trashed_at IS NULL $$;

CREATE TYPE finance_sum_change AS (
    workspace_id uuid, account_id uuid, category_id uuid, month date, currency varchar,
    amount numeric, base_amount numeric, postings integer, postings_without_base integer
);

-- One writer per workspace at a time: different bookings add to the same rows, and so none waits for another in a circle.
CREATE FUNCTION finance_add_to_monthly_sums(changes finance_sum_change[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    owner uuid;
BEGIN
    FOR owner IN SELECT DISTINCT c.workspace_id FROM unnest(changes) c ORDER BY c.workspace_id LOOP
        PERFORM pg_advisory_xact_lock(hashtextextended('finance_monthlysum ' || owner, 0));
    END LOOP;
    INSERT INTO finance_monthlysum AS s (id, workspace_id, account_id, category_id, month, currency, amount, base_amount,
                                         postings, postings_without_base)
    SELECT gen_random_uuid(), c.workspace_id, c.account_id, c.category_id, c.month, c.currency, c.amount, c.base_amount,
           c.postings, c.postings_without_base
      FROM unnest(changes) c
     WHERE (c.amount, c.base_amount, c.postings, c.postings_without_base) IS DISTINCT FROM (0, 0, 0, 0)
     ORDER BY c.workspace_id, c.account_id, c.category_id, c.month, c.currency
    ON CONFLICT ON CONSTRAINT monthly_sum_once DO UPDATE SET
        amount = s.amount + EXCLUDED.amount,
        base_amount = s.base_amount + EXCLUDED.base_amount,
        postings = s.postings + EXCLUDED.postings,
        postings_without_base = s.postings_without_base + EXCLUDED.postings_without_base;
END $$;

-- The transactions are held FOR SHARE: one that is moved to another month meanwhile would leave its new postings behind.
-- Dynamic SQL: a plan that was cached for one row would be used for a hundred thousand.
CREATE FUNCTION finance_posting_monthly_sum() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed text; orphan uuid; changes finance_sum_change[];
    gone CONSTANT text := 'SELECT -1 AS sign, o.* FROM old_rows o';
    come CONSTANT text := 'SELECT 1 AS sign, n.* FROM new_rows n';
BEGIN
    changed := CASE TG_OP WHEN 'INSERT' THEN come WHEN 'DELETE' THEN gone ELSE gone || ' UNION ALL ' || come END;
    EXECUTE 'WITH changed AS MATERIALIZED (' || changed || '),
        held AS MATERIALIZED (
            SELECT t.id, t.date, t.status, t.trashed_at FROM finance_transaction t
             WHERE t.id IN (SELECT transaction_id FROM changed) ORDER BY t.id FOR SHARE),
        sums AS (
            SELECT c.workspace_id, c.account_id, c.category_id, date_trunc(''month'', h.date)::date AS month, c.currency,
                   sum(c.sign * c.amount) AS amount, sum(c.sign * coalesce(c.base_amount, 0)) AS base_amount,
                   sum(c.sign) AS postings, sum(CASE WHEN c.base_amount IS NULL THEN c.sign ELSE 0 END) AS without_base
              FROM changed c JOIN held h ON h.id = c.transaction_id AND finance_counts(h.status, h.trashed_at)
             GROUP BY 1, 2, 3, 4, 5)
        SELECT (SELECT c.transaction_id FROM changed c WHERE c.transaction_id NOT IN (SELECT id FROM held) LIMIT 1),
               (SELECT array_agg(ROW(s.*)::finance_sum_change) FROM sums s)'
    INTO orphan, changes;
    IF orphan IS NOT NULL THEN
        RAISE EXCEPTION 'postings of transaction % come after it and go before it', orphan
            USING ERRCODE = 'check_violation', CONSTRAINT = 'posting_within_life_of_transaction';
    END IF;
    PERFORM finance_add_to_monthly_sums(changes);
    RETURN NULL;
END $$;

CREATE FUNCTION finance_transaction_monthly_sum() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changes finance_sum_change[];
BEGIN
    EXECUTE 'WITH sides AS (
            SELECT o.id, s.sign, date_trunc(''month'', s.date)::date AS month
              FROM old_rows o JOIN new_rows n USING (id)
             CROSS JOIN LATERAL (VALUES (-1, o.date, finance_counts(o.status, o.trashed_at)),
                                        (1, n.date, finance_counts(n.status, n.trashed_at))) s (sign, date, counts)
             WHERE s.counts
               AND (finance_counts(o.status, o.trashed_at), date_trunc(''month'', o.date))
                   IS DISTINCT FROM (finance_counts(n.status, n.trashed_at), date_trunc(''month'', n.date))),
        sums AS (
            SELECT p.workspace_id, p.account_id, p.category_id, s.month, p.currency,
                   sum(s.sign * p.amount) AS amount, sum(s.sign * coalesce(p.base_amount, 0)) AS base_amount,
                   sum(s.sign) AS postings, sum(CASE WHEN p.base_amount IS NULL THEN s.sign ELSE 0 END) AS without_base
              FROM sides s JOIN finance_posting p ON p.transaction_id = s.id
             GROUP BY 1, 2, 3, 4, 5)
        SELECT array_agg(ROW(s.*)::finance_sum_change) FROM sums s'
    INTO changes;
    PERFORM finance_add_to_monthly_sums(changes);
    RETURN NULL;
END $$;

CREATE FUNCTION finance_transaction_outlives_postings() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    orphan uuid;
BEGIN
    EXECUTE 'SELECT p.transaction_id FROM old_rows o JOIN finance_posting p ON p.transaction_id = o.id LIMIT 1' INTO orphan;
    IF orphan IS NOT NULL THEN
        RAISE EXCEPTION 'postings of transaction % come after it and go before it', orphan
            USING ERRCODE = 'check_violation', CONSTRAINT = 'posting_within_life_of_transaction';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER monthly_sum_insert AFTER INSERT ON finance_posting
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION finance_posting_monthly_sum();
CREATE TRIGGER monthly_sum_update AFTER UPDATE ON finance_posting
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION finance_posting_monthly_sum();
CREATE TRIGGER monthly_sum_delete AFTER DELETE ON finance_posting
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION finance_posting_monthly_sum();
CREATE TRIGGER monthly_sum_update AFTER UPDATE ON finance_transaction
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION finance_transaction_monthly_sum();
CREATE TRIGGER monthly_sum_delete AFTER DELETE ON finance_transaction
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION finance_transaction_outlives_postings();
