# Makes the application's roles, database and extensions. May run any number of times.
set -eu
export PGCONNECT_TIMEOUT=5
waited=0
until pg_isready -q; do
  waited=$((waited + 1))
  if [ "$waited" -ge 600 ]; then
    echo "the database does not answer at $PGHOST" >&2
    exit 1
  fi
  sleep 1
done
sql() { psql -X -q -v ON_ERROR_STOP=1 "$@"; }
sql <<'SQL'
\getenv owner APP_OWNER
\getenv database APP_DATABASE
SELECT format('CREATE ROLE %I NOLOGIN', :'owner')
  WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'owner') \gexec
SELECT format('CREATE DATABASE %I OWNER %I', :'database', :'owner')
  WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \gexec
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
SQL
# login USER PASSWORD: both come by the environment, which other users cannot see.
login() {
  export app="$1" password="$2"
  sql <<'SQL'
\getenv owner APP_OWNER
\getenv app app
\getenv password password
SELECT format('CREATE ROLE %I', :'app')
  WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'app') \gexec
ALTER ROLE :"app" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'password';
GRANT :"owner" TO :"app";
-- What the application makes belongs to the owner, whichever role it logs in as.
ALTER ROLE :"app" SET role = :'owner';
SQL
}
login "$APP_USER" "$APP_PASSWORD"
if [ -n "${IDLE_PASSWORD:-}" ]; then
  login "$IDLE_USER" "$IDLE_PASSWORD"
else
  sql <<'SQL'
\getenv idle IDLE_USER
SELECT format('ALTER ROLE %I NOLOGIN PASSWORD NULL', :'idle')
  WHERE EXISTS (SELECT FROM pg_roles WHERE rolname = :'idle') \gexec
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = :'idle';
SQL
fi
sql -d "$APP_DATABASE" <<'SQL'
\getenv owner APP_OWNER
ALTER SCHEMA public OWNER TO :"owner";
SQL
for extension in $APP_EXTENSIONS; do
  sql -d "$APP_DATABASE" -c "CREATE EXTENSION IF NOT EXISTS \"$extension\""
done
echo "the database is set up"
