-- The file of each table. Another one later means that it was emptied or written anew, and readers of an older snapshot see that.
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
\if :{?snapshot}
  SET TRANSACTION SNAPSHOT :'snapshot';
\endif
SELECT c.oid, c.relfilenode, quote_ident(n.nspname) || '.' || quote_ident(c.relname)
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'r' AND c.relpersistence <> 't'
    AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_';
COMMIT;
