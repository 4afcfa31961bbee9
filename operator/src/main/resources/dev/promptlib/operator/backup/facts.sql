-- What a restore has to know before it begins.
SELECT 'server', current_setting('server_version_num');
SELECT 'database', current_database();
SELECT 'owner', pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database();
SELECT 'size', pg_database_size(current_database());
SELECT 'extension', extname, extversion FROM pg_extension ORDER BY extname;
SELECT 'schema', md5(coalesce(string_agg(format('%s.%s.%s:%s', table_schema, table_name, column_name, udt_name), ','
    ORDER BY table_schema COLLATE "C", table_name COLLATE "C", ordinal_position), ''))
  FROM information_schema.columns WHERE table_schema NOT IN ('pg_catalog', 'information_schema');
