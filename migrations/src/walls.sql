-- The second wall around accounts, and the lock on the audit chain (P-35, P-66). Runs after every `migrate` and may
-- run again: a table that a later step adds gets its wall as well.
DO $walls$
DECLARE
    serving CONSTANT text := left('realtoros_serving_' || current_database(), 63);
    wall CONSTANT text := '(SELECT realtoros_account()) IN (''*'', %I::text)';
    -- The installation's own key belongs to no account and comes before any is known.
    key_wall CONSTANT text := 'CASE WHEN %1$I = ''00000000-0000-0000-0000-000000000000'' THEN true ELSE '
        '(SELECT realtoros_account()) IN (''*'', %1$I::text) END';
    it record;
    rule text;
BEGIN
    -- Whose rows the connection may touch: one account, or `*` for work that says so. Nobody named: an error, because
    -- an empty answer would look like an empty account.
    CREATE OR REPLACE FUNCTION realtoros_account() RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $body$
    DECLARE named CONSTANT text := current_setting('realtoros.account', true);
    BEGIN
        IF named IS NULL OR named = '' THEN
            RAISE EXCEPTION 'no account was named for this query' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN named;
    END $body$;

    -- The only way by which entries of the audit chain go: with their account, once it is being purged (P-57) and the
    -- ledger of deletions says so. The serving role writes that ledger too, but takes nothing back from it: an account
    -- that is named there and still there is found by the control, and purged at the next start.
    CREATE OR REPLACE FUNCTION realtoros_forget_audit(ended uuid) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp AS $body$
    DECLARE gone bigint;
    BEGIN
        IF EXISTS (SELECT FROM account WHERE id = ended AND status <> 'purging')
            OR NOT EXISTS (SELECT FROM deletion WHERE account_id = ended AND lead_id IS NULL)
        THEN
            RAISE EXCEPTION 'the audit chain of an account stays until it is purged' USING ERRCODE = 'insufficient_privilege';
        END IF;
        DELETE FROM audit_entry WHERE account_id = ended;
        GET DIAGNOSTICS gone = ROW_COUNT;
        RETURN gone;
    END $body$;
    REVOKE ALL ON FUNCTION realtoros_forget_audit(uuid) FROM PUBLIC;

    FOR it IN
        SELECT c.relname AS name, a.attname AS owner, c.relrowsecurity AND c.relforcerowsecurity AS forced
        FROM pg_class c
        JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
          AND a.attname = CASE c.relname WHEN 'account' THEN 'id' ELSE 'account_id' END
    LOOP
        IF NOT it.forced THEN
            EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', it.name);
            EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', it.name);
        END IF;
        IF NOT EXISTS (SELECT FROM pg_policies
                       WHERE schemaname = current_schema() AND tablename = it.name AND policyname = 'account_wall')
        THEN
            rule := format(CASE it.name WHEN 'data_key' THEN key_wall ELSE wall END, it.owner);
            EXECUTE format('CREATE POLICY account_wall ON %I USING (%s) WITH CHECK (%s)', it.name, rule, rule);
        END IF;
    END LOOP;

    -- The role in which the server and every command work.
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = serving) THEN
        BEGIN
            EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE', serving);
            EXECUTE format('GRANT %I TO %I', serving, current_user);
        EXCEPTION
            WHEN insufficient_privilege THEN
                RAISE WARNING 'role % is missing and may not be made here: see docs/operating.md', serving;
                RETURN;
            WHEN duplicate_object OR unique_violation THEN
                NULL;
        END;
    END IF;
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), serving);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO %I', current_schema(), serving);
    EXECUTE format('REVOKE UPDATE, DELETE ON audit_entry FROM %I', serving);
    -- What was erased stays written down, also after its account (P-58).
    EXECUTE format('REVOKE UPDATE, DELETE ON deletion FROM %I', serving);
    EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON seaql_migrations FROM %I', serving);
    EXECUTE format('GRANT EXECUTE ON FUNCTION realtoros_forget_audit(uuid) TO %I', serving);
END $walls$;
