# Restores beside: a new database, which nobody uses until it has been compared with the manifest.
. "$SCRIPTS/common.sh"
started=$(date +%s)
export PGDATABASE=postgres
sql() { logged psql -X -q -A -t -v ON_ERROR_STOP=1 "$@"; }

step "looking for the backup"
code=0
open_repository || code=$?
[ "$code" = 0 ] || refuse "there is no repository at $RESTIC_REPOSITORY: correct the place, or the prefix"
choose "$WANTED"
fetch_manifest

tables=0
rows=0
if [ -n "${DATABASE:-}" ]; then
  [ -f /tmp/wanted-tables ] || refuse "backup $backup_id has no database in it: name another backup in spec.snapshot"
  step "looking whether it fits"
  theirs=$(fact server)
  theirs=$((theirs / 10000))
  ours=$(sql -c 'SHOW server_version_num')
  ours=$((ours / 10000))
  [ "$theirs" -le "$ours" ] || refuse "the backup is of PostgreSQL $theirs and this is PostgreSQL $ours: restore into a resource of version $theirs or newer"
  # A new table each time, so that a second try is not in the way of the first.
  free=$(sql -c 'CREATE TEMP TABLE free (bytes bigint)' -c "COPY free FROM PROGRAM 'df --block-size=1 --output=avail \"\$PGDATA\" | tail -n 1'" -c 'SELECT bytes FROM free')
  longest_log=$(sql -c "SELECT setting::bigint * 1048576 FROM pg_settings WHERE name = 'max_wal_size'")
  needed=$(room_for_load "$longest_log")
  [ "$needed" -lt "$free" ] || refuse "the volume is too small: to load the backup takes up to $((needed / 1048576)) MiB, and $((free / 1048576)) MiB are free; raise spec.database.storage.size"

  step "making the database $INCOMING"
  sql -c "DROP DATABASE IF EXISTS \"$INCOMING\" WITH (FORCE)" -c "CREATE DATABASE \"$INCOMING\" OWNER \"$OWNER\" TEMPLATE template0" \
    -c "REVOKE ALL ON DATABASE \"$INCOMING\" FROM PUBLIC"
  load "$INCOMING"
  owner=$(fact owner)
  if [ -f /tmp/wanted-roles.sql ] && [ "$owner" != "$OWNER" ]; then
    sql -d "$INCOMING" -c "REASSIGN OWNED BY \"$owner\" TO \"$OWNER\""
  fi
  # What people set for the live database holds for the one that takes its place.
  sql -v live="$LIVE" -v incoming="$INCOMING" -f "$SCRIPTS/inherit.sql" | sql
  sql -d "$INCOMING" -c ANALYZE
  tables=$(loaded)
  rows=$(loaded_rows)
fi
step "done"
result "{\"snapshot\":\"$backup_id\",\"run\":\"$backup_run\",\"taken\":\"${backup_time:0:19}Z\",\"storage\":\"$(fact storage | paste -sd' ' -)\",\"seconds\":$(($(date +%s) - started)),\"tables\":$tables,\"rows\":$rows}"
