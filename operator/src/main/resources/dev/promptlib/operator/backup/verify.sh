# Proves a backup: reads the whole repository, restores into a PostgreSQL of this pod alone, compares, and looks into every index.
. "$SCRIPTS/common.sh"
started=$(date +%s)

# Only a look at what there is.
if [ "${WANTED:-}" = list ]; then
  step "listing the backups"
  backups
  exit 0
fi

step "reading the whole repository"
logged restic check --read-data --quiet
if [ -n "${COPY_REPOSITORY:-}" ]; then
  step "reading the whole copy off site"
  logged restic -r "$COPY_REPOSITORY" check --read-data --quiet
fi

step "looking for the backup"
choose "${WANTED:-latest}"
fetch_manifest

tables=0
rows=0
if [ -f /tmp/wanted-tables ]; then
  step "starting a PostgreSQL to restore into"
  export PGDATA=$SCRATCH/pgdata PGHOST=/var/run/postgresql PGUSER=postgres PGDATABASE=postgres
  rm -rf "$PGDATA"
  logged initdb --username=postgres --auth=trust --no-sync >/dev/null
  # What is lost when it crashes is only made again.
  serve -c fsync=off -c full_page_writes=off -c max_wal_size=4GB
  logged psql -X -q -c 'CREATE DATABASE restored TEMPLATE template0'
  load restored
  step "looking into every table and index"
  logged pg_amcheck --database=restored --install-missing --heapallindexed --no-strict-names >"$SCRATCH/amcheck" ||
    { cat "$SCRATCH/amcheck" >&2 && refuse "the restored database is damaged: $(head -n 1 "$SCRATCH/amcheck")"; }
  logged pg_ctl stop --mode=immediate --silent
  tables=$(loaded)
  rows=$(loaded_rows)
fi
for run in $(sed -n 's/^storage //p' /tmp/wanted-facts); do
  [ -n "$(part_of "$backup_run" "storage,component=$run")" ] || refuse "backup $backup_id lacks the storage of component $run"
done
step "done"
result "{\"snapshot\":\"$backup_id\",\"run\":\"$backup_run\",\"taken\":\"${backup_time:0:19}Z\",\"seconds\":$(($(date +%s) - started)),\"tables\":$tables,\"rows\":$rows}"
