-- Prints the statements that give one database what was set for another.
SELECT format('ALTER DATABASE %I SET %s = %L;', :'incoming', split_part(setting, '=', 1), substr(setting, strpos(setting, '=') + 1))
  FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase, unnest(s.setconfig) AS setting
  WHERE d.datname = :'live' AND s.setrole = 0;
SELECT format('GRANT %s ON DATABASE %I TO %s;', a.privilege_type, :'incoming',
    CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END)
  FROM pg_database d, aclexplode(d.datacl) AS a WHERE d.datname = :'live' AND a.grantee <> d.datdba;
