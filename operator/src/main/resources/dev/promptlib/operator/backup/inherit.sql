-- Prints the statements that give one database what was set for another, for all or for one role. Lists of names are kept as they have to be written.
SELECT format('ALTER %s SET %s = %s;', CASE s.setrole
      WHEN 0 THEN format('DATABASE %I', :'incoming')
      ELSE format('ROLE %I IN DATABASE %I', pg_get_userbyid(s.setrole), :'incoming')
    END, name, CASE
    WHEN name NOT IN ('search_path', 'temp_tablespaces', 'local_preload_libraries', 'session_preload_libraries') THEN quote_literal(value)
    WHEN value IN ('', '""') THEN $$''$$
    ELSE value END)
  FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase, unnest(s.setconfig) AS setting,
    LATERAL (SELECT split_part(setting, '=', 1) AS name, substr(setting, strpos(setting, '=') + 1) AS value) AS said
  WHERE d.datname = :'live';
SELECT format('GRANT %s ON DATABASE %I TO %s;', a.privilege_type, :'incoming',
    CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END)
  FROM pg_database d, aclexplode(d.datacl) AS a WHERE d.datname = :'live' AND a.grantee <> d.datdba;
