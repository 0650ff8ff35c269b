-- Counters of throttles and lock-outs (users/limits/table.py). UNLOGGED: after a crash of the server they begin anew, and
-- counting costs no write-ahead log. Names are hashes. What ended is deleted by those who add new names.
CREATE UNLOGGED TABLE users_counter (
    name text PRIMARY KEY,
    value bigint NOT NULL,
    ends_at timestamptz NOT NULL
) WITH (fillfactor = 50);

CREATE INDEX users_counter_by_end ON users_counter (ends_at);
