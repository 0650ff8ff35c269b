-- Full text of transactions and documents, kept by statement-level triggers in the transaction that changes a text.
--
-- A word in a `body` begins with six letters that stand for its workspace. So the words of one workspace lie beside each other
-- in the index: a neighbour, however large, costs nothing, neither for a frequent word nor for a prefix. (The workspace is
-- compared as well: two may share their letters.) Words are in lower case, without accents, and stemmed by the language of
-- the workspace, or of the document that they come from.

CREATE FUNCTION finance_search_code(owner uuid) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
    $$ SELECT translate(right(owner::text, 6), '0123456789abcdef', 'bcdfghjklmnpqrst') $$;

CREATE FUNCTION finance_search_fold(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN octet_length(said) = length(said) THEN lower(said)
        ELSE translate(replace(replace(replace(
                 lower(regexp_replace(normalize(said, NFKD), '[\u0300-\u036f]+', '', 'g')), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'),
                 'øłđðþıς', 'olddtiσ') END
$$;

-- The words of a text, at most so many characters of it, each with the code before it. (The line break finds a code that stands
-- alone at the end.)
CREATE FUNCTION finance_search_words(code text, said text, at_most integer) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT replace(regexp_replace(' ' || left(finance_search_fold(left(said, at_most)), at_most), '[^[:alnum:]]+', ' ' || code, 'g')
                   || E'\n', ' ' || code || E'\n', '')
$$;

CREATE FUNCTION finance_search_language(locale text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE split_part(replace(lower(locale), '_', '-'), '-', 1)
        WHEN 'ar' THEN 'arabic' WHEN 'ca' THEN 'catalan' WHEN 'da' THEN 'danish' WHEN 'de' THEN 'german' WHEN 'el' THEN 'greek'
        WHEN 'en' THEN 'english' WHEN 'es' THEN 'spanish' WHEN 'eu' THEN 'basque' WHEN 'fi' THEN 'finnish' WHEN 'fr' THEN 'french'
        WHEN 'ga' THEN 'irish' WHEN 'hi' THEN 'hindi' WHEN 'hu' THEN 'hungarian' WHEN 'hy' THEN 'armenian'
        WHEN 'id' THEN 'indonesian' WHEN 'it' THEN 'italian' WHEN 'lt' THEN 'lithuanian' WHEN 'nb' THEN 'norwegian'
        WHEN 'ne' THEN 'nepali' WHEN 'nl' THEN 'dutch' WHEN 'nn' THEN 'norwegian' WHEN 'no' THEN 'norwegian'
        WHEN 'pt' THEN 'portuguese' WHEN 'ro' THEN 'romanian' WHEN 'ru' THEN 'russian' WHEN 'sr' THEN 'serbian'
        WHEN 'sv' THEN 'swedish' WHEN 'ta' THEN 'tamil' WHEN 'tr' THEN 'turkish' WHEN 'yi' THEN 'yiddish' ELSE 'simple' END
$$;

-- The language of a document: the one most of whose little words ("und", "the") stand among its first ones. Fewer than three
-- prove nothing; then, and where two languages have as many, it is that of the workspace.
CREATE FUNCTION finance_search_language_of(said text, otherwise text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT coalesce((
        SELECT l.language FROM unnest(ARRAY['english', 'german', 'french', 'spanish', 'italian', 'dutch', 'portuguese', 'danish',
                                            'swedish', 'norwegian', 'finnish', 'hungarian', 'turkish', 'russian']) l (language)
         CROSS JOIN LATERAL (
            SELECT count(*) AS little FROM unnest((regexp_split_to_array(lower(left(said, 4000)), '[^[:alpha:]]+'))[1:300]) w (word)
             WHERE ts_lexize((l.language || '_stem')::regdictionary, w.word) = '{}') n
         WHERE n.little >= 3 ORDER BY n.little DESC, l.language = otherwise DESC, l.language LIMIT 1), otherwise)
$$;

CREATE AGGREGATE finance_search_joined(tsvector) (SFUNC = tsvector_concat, STYPE = tsvector, INITCOND = '');

-- What the rows of these documents should say.
CREATE FUNCTION finance_search_documents(ids uuid[])
RETURNS TABLE (id uuid, workspace_id uuid, language text, body tsvector) LANGUAGE sql STABLE AS $$
    SELECT d.id, d.workspace_id, l.language,
           to_tsvector(l.language::regconfig,
                       finance_search_words(finance_search_code(d.workspace_id), concat_ws(' ', d.filename, p.words), 20000))
      FROM unnest(ids) wanted (id)
      JOIN finance_document d ON d.id = wanted.id
      JOIN users_workspace w ON w.id = d.workspace_id
      LEFT JOIN LATERAL (
        SELECT string_agg(page.words, ' ' ORDER BY page.number) AS words FROM (
            SELECT p.number, (SELECT string_agg(word ->> 0, ' ' ORDER BY at) FROM jsonb_array_elements(p.words)
                              WITH ORDINALITY e (word, at) WHERE jsonb_typeof(word) = 'array') AS words
              FROM finance_documentpage p WHERE p.workspace_id = d.workspace_id AND p.document_id = d.id
             ORDER BY p.number LIMIT 40) page) p ON true
     CROSS JOIN LATERAL (
        SELECT finance_search_language_of(p.words, finance_search_language(w.locale)) AS language) l
$$;

-- What the rows of these transactions should say. Beside its words each says its month ("bcdfghM202611", as no word is written:
-- they have no capitals), so that the newest of a frequent word are found without looking at all of them. `amount` is that of the leg on an account; of several, the greatest.
CREATE FUNCTION finance_search_transactions(ids uuid[])
RETURNS TABLE (id uuid, workspace_id uuid, vendor_name text, amount numeric, language text, body tsvector)
LANGUAGE sql STABLE AS $$
    WITH wanted AS MATERIALIZED (
        SELECT t.id, t.workspace_id, t.vendor_id, t.date, t.description, t.notes
          FROM unnest(ids) u (id) JOIN finance_transaction t ON t.id = u.id),
    owners AS MATERIALIZED (
        SELECT w.id, finance_search_code(w.id) AS code, finance_search_language(w.locale) AS language,
               finance_search_language(w.locale)::regconfig AS config
          FROM users_workspace w WHERE w.id IN (SELECT workspace_id FROM wanted)),
    vendors AS MATERIALIZED (
        SELECT v.id, left(finance_search_fold(v.name), 200) AS folded,
               left(concat_ws(' ', v.name, m.name, (SELECT string_agg(a.name, ' ' ORDER BY a.name, a.id) FROM finance_vendoralias a
                                                     WHERE a.vendor_id IN (v.id, m.id))), 5000) AS names
          FROM finance_vendor v LEFT JOIN finance_vendor m ON m.id = v.merged_into_id
         WHERE v.id IN (SELECT vendor_id FROM wanted)),
    legs AS MATERIALIZED (
        SELECT p.transaction_id, p.account_id, p.amount, p.memo, p.position
          FROM wanted w JOIN finance_posting p ON p.transaction_id = w.id),
    money AS (SELECT transaction_id, max(amount) AS amount FROM legs WHERE account_id IS NOT NULL GROUP BY transaction_id),
    memos AS (
        SELECT transaction_id, left(string_agg(memo, ' ' ORDER BY position), 5000) AS memos
          FROM legs WHERE memo <> '' GROUP BY transaction_id),
    tags AS (
        SELECT l.transaction_id, string_agg(g.name, ' ' ORDER BY g.name) AS names
          FROM wanted w JOIN finance_transactiontag l ON l.transaction_id = w.id JOIN finance_tag g ON g.id = l.tag_id GROUP BY 1),
    proofs AS (
        SELECT n.transaction_id, finance_search_joined(s.body ORDER BY n.nth) AS body FROM (
            SELECT l.transaction_id, l.document_id, row_number() OVER (PARTITION BY l.transaction_id ORDER BY l.id) AS nth
              FROM wanted w JOIN finance_transactiondocument l ON l.transaction_id = w.id) n
          JOIN finance_documentsearch s ON s.id = n.document_id WHERE n.nth <= 5 GROUP BY 1)
    SELECT t.id, t.workspace_id, coalesce(v.folded, ''), coalesce(m.amount, 0), o.language,
           CASE WHEN d.body IS NULL THEN w.words ELSE w.words || d.body END
      FROM wanted t
      JOIN owners o ON o.id = t.workspace_id
      LEFT JOIN vendors v ON v.id = t.vendor_id
      LEFT JOIN money m ON m.transaction_id = t.id
      LEFT JOIN memos e ON e.transaction_id = t.id
      LEFT JOIN tags g ON g.transaction_id = t.id
      LEFT JOIN proofs d ON d.transaction_id = t.id
     CROSS JOIN LATERAL (
        SELECT to_tsvector(o.config, finance_search_words(o.code,
                   concat_ws(' ', t.description, v.names, g.names, e.memos, t.notes), 20000))
               || array_to_tsvector(ARRAY[o.code || to_char(t.date, '"M"YYYYMM')]) AS words OFFSET 0) w
$$;

-- Recompute these transactions. What their texts come from is held first, so that of two who change parts of one at once the
-- later one sees the earlier one's: vendors, tags and documents, then the rows themselves.
--
-- Planning takes longer than the work on one transaction, so a few are kept by a plan that is made once, of index look-ups only:
-- it is right whatever the tables hold. For many, dynamic SQL: such a plan would be used for a hundred thousand.
CREATE FUNCTION finance_search_keep_few(ids uuid[]) RETURNS void LANGUAGE plpgsql
    SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
    PERFORM FROM finance_vendor WHERE id IN (
        SELECT t.vendor_id FROM unnest(ids) u (id) JOIN finance_transaction t ON t.id = u.id) ORDER BY id FOR SHARE;
    PERFORM FROM finance_tag WHERE id IN (
        SELECT l.tag_id FROM unnest(ids) u (id) JOIN finance_transactiontag l ON l.transaction_id = u.id) ORDER BY id FOR SHARE;
    PERFORM FROM finance_documentsearch WHERE id IN (
        SELECT l.document_id FROM unnest(ids) u (id) JOIN finance_transactiondocument l ON l.transaction_id = u.id)
      ORDER BY id FOR SHARE;
    PERFORM FROM finance_transactionsearch s WHERE s.id = ANY(ids) ORDER BY s.id FOR UPDATE;
    INSERT INTO finance_transactionsearch AS s (id, workspace_id, vendor_name, amount, language, body)
    SELECT f.id, f.workspace_id, f.vendor_name, f.amount, f.language, f.body FROM finance_search_transactions(ids) f
    ON CONFLICT (id) DO UPDATE SET vendor_name = excluded.vendor_name, amount = excluded.amount,
                                   language = excluded.language, body = excluded.body
     WHERE (s.vendor_name, s.amount, s.language, s.body)
           IS DISTINCT FROM (excluded.vendor_name, excluded.amount, excluded.language, excluded.body);
END $$;

CREATE FUNCTION finance_search_keep_many(ids uuid[]) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    EXECUTE 'SELECT count(*) FROM (SELECT FROM finance_vendor WHERE id IN (
                SELECT t.vendor_id FROM unnest($1) u (id) JOIN finance_transaction t ON t.id = u.id) ORDER BY id FOR SHARE) v' USING ids;
    EXECUTE 'SELECT count(*) FROM (SELECT FROM finance_tag WHERE id IN (
                SELECT l.tag_id FROM unnest($1) u (id) JOIN finance_transactiontag l ON l.transaction_id = u.id)
              ORDER BY id FOR SHARE) g' USING ids;
    EXECUTE 'SELECT count(*) FROM (SELECT FROM finance_documentsearch WHERE id IN (
                SELECT l.document_id FROM unnest($1) u (id) JOIN finance_transactiondocument l ON l.transaction_id = u.id)
              ORDER BY id FOR SHARE) d' USING ids;
    EXECUTE 'SELECT count(*) FROM (SELECT s.id FROM finance_transactionsearch s WHERE s.id = ANY($1) ORDER BY s.id FOR UPDATE) s'
      USING ids;
    EXECUTE 'INSERT INTO finance_transactionsearch AS s (id, workspace_id, vendor_name, amount, language, body)
             SELECT id, workspace_id, vendor_name, amount, language, body FROM finance_search_transactions($1)
             ON CONFLICT (id) DO UPDATE SET vendor_name = excluded.vendor_name, amount = excluded.amount,
                                            language = excluded.language, body = excluded.body
              WHERE (s.vendor_name, s.amount, s.language, s.body)
                    IS DISTINCT FROM (excluded.vendor_name, excluded.amount, excluded.language, excluded.body)' USING ids;
END $$;

CREATE FUNCTION finance_search_keep(ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF cardinality(ids) <= 100 THEN
        PERFORM finance_search_keep_few(ids);
    ELSIF cardinality(ids) > 100 THEN
        PERFORM finance_search_keep_many(ids);
    END IF;
END $$;

CREATE FUNCTION finance_search_keep_documents(ids uuid[]) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    proven uuid[];
BEGIN
    IF ids IS NULL THEN
        RETURN;
    END IF;
    EXECUTE 'SELECT count(*) FROM (SELECT s.id FROM finance_documentsearch s WHERE s.id = ANY($1) ORDER BY s.id FOR UPDATE) s'
      USING ids;
    EXECUTE 'INSERT INTO finance_documentsearch AS s (id, workspace_id, language, body)
             SELECT id, workspace_id, language, body FROM finance_search_documents($1)
             ON CONFLICT (id) DO UPDATE SET language = excluded.language, body = excluded.body
              WHERE (s.language, s.body) IS DISTINCT FROM (excluded.language, excluded.body)' USING ids;
    EXECUTE 'SELECT array_agg(DISTINCT transaction_id) FROM finance_transactiondocument WHERE document_id = ANY($1)'
       INTO proven USING ids;
    PERFORM finance_search_keep(proven);
END $$;

-- One function for all triggers on what belongs to transactions: its argument says which of the changed rows (o: as they were,
-- n: as they are) matter, and of which transactions they tell.
CREATE FUNCTION finance_search_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ids uuid[];
BEGIN
    EXECUTE TG_ARGV[0] INTO ids;
    PERFORM finance_search_keep(ids);
    RETURN NULL;
END $$;

CREATE FUNCTION finance_search_document_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ids uuid[];
BEGIN
    EXECUTE TG_ARGV[0] INTO ids;
    PERFORM finance_search_keep_documents(ids);
    RETURN NULL;
END $$;

CREATE FUNCTION finance_search_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('DELETE FROM %I WHERE id IN (SELECT id FROM old_rows)', TG_ARGV[0]);
    RETURN NULL;
END $$;

-- A transaction is never without postings, so its row is made when they come.
CREATE TRIGGER search_insert AFTER INSERT ON finance_posting REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION finance_search_changed('SELECT array_agg(DISTINCT transaction_id) FROM new_rows');
CREATE TRIGGER search_update AFTER UPDATE ON finance_posting REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION finance_search_changed(
    'SELECT array_agg(DISTINCT x) FROM old_rows o JOIN new_rows n USING (id),
            unnest(ARRAY[o.transaction_id, n.transaction_id]) x
      WHERE (o.transaction_id, o.position, o.memo, o.amount, o.account_id)
            IS DISTINCT FROM (n.transaction_id, n.position, n.memo, n.amount, n.account_id)');
CREATE TRIGGER search_delete AFTER DELETE ON finance_posting REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
    EXECUTE FUNCTION finance_search_changed('SELECT array_agg(DISTINCT transaction_id) FROM old_rows');

CREATE TRIGGER search_update AFTER UPDATE ON finance_transaction REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION finance_search_changed(
    'SELECT array_agg(n.id) FROM old_rows o JOIN new_rows n USING (id)
      WHERE (o.date, o.description, o.notes, o.vendor_id) IS DISTINCT FROM (n.date, n.description, n.notes, n.vendor_id)');
CREATE TRIGGER search_delete AFTER DELETE ON finance_transaction REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
    EXECUTE FUNCTION finance_search_gone('finance_transactionsearch');

CREATE TRIGGER search_update AFTER UPDATE ON finance_vendor REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION finance_search_changed(
    'SELECT array_agg(t.id) FROM finance_transaction t WHERE t.vendor_id IN (
        SELECT v.id FROM old_rows o JOIN new_rows n USING (id)
          JOIN LATERAL (SELECT n.id UNION SELECT m.id FROM finance_vendor m WHERE m.merged_into_id = n.id) v ON true
         WHERE (o.name, o.merged_into_id) IS DISTINCT FROM (n.name, n.merged_into_id))');
CREATE TRIGGER search_insert AFTER INSERT ON finance_vendoralias REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION finance_search_changed(
    'SELECT array_agg(t.id) FROM finance_transaction t WHERE t.vendor_id IN (
        SELECT v.id FROM new_rows n JOIN finance_vendor v ON n.vendor_id IN (v.id, v.merged_into_id))');
CREATE TRIGGER search_update AFTER UPDATE ON finance_vendoralias REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION finance_search_changed(
    'SELECT array_agg(t.id) FROM finance_transaction t WHERE t.vendor_id IN (
        SELECT v.id FROM (TABLE old_rows UNION ALL TABLE new_rows) n JOIN finance_vendor v ON n.vendor_id IN (v.id, v.merged_into_id))');
CREATE TRIGGER search_delete AFTER DELETE ON finance_vendoralias REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
    EXECUTE FUNCTION finance_search_changed(
    'SELECT array_agg(t.id) FROM finance_transaction t WHERE t.vendor_id IN (
        SELECT v.id FROM old_rows o JOIN finance_vendor v ON o.vendor_id IN (v.id, v.merged_into_id))');

CREATE TRIGGER search_update AFTER UPDATE ON finance_tag REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION finance_search_changed(
    'SELECT array_agg(DISTINCT l.transaction_id) FROM old_rows o JOIN new_rows n USING (id)
       JOIN finance_transactiontag l ON l.tag_id = n.id WHERE o.name <> n.name');
CREATE TRIGGER search_insert AFTER INSERT ON finance_transactiontag REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION finance_search_changed('SELECT array_agg(DISTINCT transaction_id) FROM new_rows');
CREATE TRIGGER search_update AFTER UPDATE ON finance_transactiontag REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION finance_search_changed(
    'SELECT array_agg(DISTINCT transaction_id) FROM (TABLE old_rows UNION ALL TABLE new_rows) l');
CREATE TRIGGER search_delete AFTER DELETE ON finance_transactiontag REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
    EXECUTE FUNCTION finance_search_changed('SELECT array_agg(DISTINCT transaction_id) FROM old_rows');

CREATE TRIGGER search_insert AFTER INSERT ON finance_transactiondocument REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION finance_search_changed('SELECT array_agg(DISTINCT transaction_id) FROM new_rows');
CREATE TRIGGER search_update AFTER UPDATE ON finance_transactiondocument REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION finance_search_changed(
    'SELECT array_agg(DISTINCT transaction_id) FROM (TABLE old_rows UNION ALL TABLE new_rows) l');
CREATE TRIGGER search_delete AFTER DELETE ON finance_transactiondocument REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
    EXECUTE FUNCTION finance_search_changed('SELECT array_agg(DISTINCT transaction_id) FROM old_rows');

CREATE TRIGGER search_insert AFTER INSERT ON finance_document REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION finance_search_document_changed('SELECT array_agg(id) FROM new_rows');
CREATE TRIGGER search_update AFTER UPDATE ON finance_document REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION finance_search_document_changed(
    'SELECT array_agg(n.id) FROM old_rows o JOIN new_rows n USING (id) WHERE o.filename <> n.filename');
CREATE TRIGGER search_delete AFTER DELETE ON finance_document REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
    EXECUTE FUNCTION finance_search_gone('finance_documentsearch');
CREATE TRIGGER search_insert AFTER INSERT ON finance_documentpage REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION finance_search_document_changed('SELECT array_agg(DISTINCT document_id) FROM new_rows');
CREATE TRIGGER search_update AFTER UPDATE ON finance_documentpage REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION finance_search_document_changed(
    'SELECT array_agg(DISTINCT x) FROM old_rows o JOIN new_rows n USING (id), unnest(ARRAY[o.document_id, n.document_id]) x
      WHERE (o.document_id, o.number, o.words) IS DISTINCT FROM (n.document_id, n.number, n.words)');
CREATE TRIGGER search_delete AFTER DELETE ON finance_documentpage REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
    EXECUTE FUNCTION finance_search_document_changed('SELECT array_agg(DISTINCT document_id) FROM old_rows');

-- What to look for: a word, a phrase or a beginning, in each language that a body may be stemmed by.
CREATE FUNCTION finance_search_term(owner uuid, said text, is_beginning boolean) RETURNS tsquery LANGUAGE plpgsql STABLE AS $$
DECLARE
    code CONSTANT text := finance_search_code(owner);
    words CONSTANT text := finance_search_words(code, said, 200);
    own text; language text; variant tsquery; found tsquery := '';
BEGIN
    SELECT finance_search_language(w.locale) INTO own FROM users_workspace w WHERE w.id = owner;
    FOR language IN SELECT DISTINCT l FROM unnest(ARRAY['simple', own, 'english', 'german', 'french', 'spanish', 'italian', 'dutch',
                        'portuguese', 'danish', 'swedish', 'norwegian', 'finnish', 'hungarian', 'turkish', 'russian']) l ORDER BY l LOOP
        variant := phraseto_tsquery(language::regconfig, words);
        IF is_beginning AND numnode(variant) > 0 THEN
            variant := (variant::text || ':*')::tsquery;
        END IF;
        IF NOT found @> variant OR numnode(found) = 0 THEN
            found := found || variant;
        END IF;
    END LOOP;
    RETURN found;
END $$;

-- The transactions that these words are found in, at most so many of them (null: all), in no order; always by the index.
CREATE FUNCTION finance_search_find(owner uuid, wanted tsquery, at_most integer) RETURNS SETOF uuid LANGUAGE plpgsql STABLE
    SET enable_seqscan = off SET enable_indexscan = off SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    RETURN QUERY SELECT s.id FROM finance_transactionsearch s WHERE s.body @@ wanted AND s.workspace_id = owner LIMIT at_most;
END $$;

-- Fill the tables for what is there already: all, or one workspace (after a load without triggers, or a change of the language).
CREATE FUNCTION finance_search_rebuild(owner uuid DEFAULT NULL) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    part uuid[];
BEGIN
    FOR part IN SELECT array_agg(d.id) FROM (
            SELECT id, (row_number() OVER (ORDER BY id) - 1) / 1000 AS chunk FROM finance_document
             WHERE owner IS NULL OR workspace_id = owner) d GROUP BY chunk LOOP
        PERFORM finance_search_keep_documents(part);
    END LOOP;
    FOR part IN SELECT array_agg(t.id) FROM (
            SELECT id, (row_number() OVER (ORDER BY id) - 1) / 20000 AS chunk FROM finance_transaction
             WHERE owner IS NULL OR workspace_id = owner) t GROUP BY chunk LOOP
        PERFORM finance_search_keep(part);
    END LOOP;
END $$;
SELECT finance_search_rebuild();
