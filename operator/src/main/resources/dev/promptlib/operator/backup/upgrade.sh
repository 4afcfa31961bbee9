# Makes the data of a newer PostgreSQL out of the last backup, on a volume that nobody uses until all of it has been compared.
. "$SCRIPTS/common.sh"
started=$(date +%s)
older=$PGHOST
# The server that the data comes from runs on, and the tools of the newer one understand it.
old() { logged psql -X -q -A -t -v ON_ERROR_STOP=1 -h "$older" "$@"; }
new() { logged psql -X -q -A -t -v ON_ERROR_STOP=1 "$@"; }

step "looking whether a backup holds all that is there"
refuse_other_databases -h "$older" -d "$LIVE"
# With their passwords, which nobody but the servers can read.
roles=$(logged pg_dumpall -h "$older" --roles-only)

step "looking for the backup"
choose "$WANTED"
fetch_manifest
# A server that nobody has set otherwise keeps a log of a GiB.
needed=$(room_for_load 1073741824)
free=$(df --block-size=1 --output=avail "$(dirname "$PGDATA")" | tail -n 1)
[ "$needed" -lt "$free" ] || refuse "the new volume is too small: to load the backup takes up to $((needed / 1048576)) MiB, and $((free / 1048576)) MiB are free; raise spec.database.storage.size"

step "making the data of PostgreSQL $(postgres --version | grep -oE '[0-9.]+' | head -n 1)"
rm -rf "$PGDATA"
# As the image makes it where there is none.
# shellcheck disable=SC2086
logged initdb --username="$PGUSER" --pwfile=<(printf '%s\n' "$PGPASSWORD") $INITDB_ARGS >/dev/null
echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
export PGHOST=/tmp PGDATABASE=postgres
serve
# It is there already.
grep -vxF "CREATE ROLE $PGUSER;" <<<"$roles" | new >/dev/null
new -c "CREATE DATABASE \"$LIVE\" OWNER \"$OWNER\" TEMPLATE template0" -c "REVOKE ALL ON DATABASE \"$LIVE\" FROM PUBLIC"
load "$LIVE"
# What people set for the database is in no dump of it.
old -d postgres -v live="$LIVE" -v incoming="$LIVE" -f "$SCRIPTS/inherit.sql" | new
new -d "$LIVE" -c ANALYZE
step "closing the new data"
logged pg_ctl stop --wait --timeout=600 --mode=fast --silent
step "done"
result "{\"snapshot\":\"$backup_id\",\"run\":\"$backup_run\",\"taken\":\"${backup_time:0:19}Z\",\"storage\":\"\",\"seconds\":$(($(date +%s) - started)),\"tables\":$(loaded),\"rows\":$(loaded_rows)}"
