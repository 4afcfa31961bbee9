-- One line a table: name, rows, digest. The same text on any server, so settings that change it are fixed.
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET timezone = 'UTC';
SET datestyle = 'ISO';
SET intervalstyle = 'postgres';
SET bytea_output = 'hex';
SET extra_float_digits = 1;
SET search_path = pg_catalog;
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
\if :{?snapshot}
  SET TRANSACTION SNAPSHOT :'snapshot';
\endif
SELECT format(
    'SELECT %L, count(*), coalesce(sum(hashtextextended((t.*)::text, 0)), 0) FROM ONLY %I.%I AS t',
    quote_ident(n.nspname) || '.' || quote_ident(c.relname), n.nspname, c.relname)
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'r' AND c.relpersistence <> 't'
    AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
    AND NOT EXISTS (SELECT FROM pg_depend d
      WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
  ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C" \gexec
SELECT 'largeobjects', count(*), coalesce(sum(hashtextextended(lo_get(oid)::text, oid::bigint)), 0)
  FROM pg_largeobject_metadata HAVING count(*) > 0;
COMMIT;
