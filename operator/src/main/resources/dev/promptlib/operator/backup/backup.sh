# Database, then configuration and manifest: what a run left is a backup only when its manifest is there, as the last.
. "$SCRIPTS/common.sh"
started=$(date +%s)
here=(--host "$BACKUP_HOST" --json --quiet)
tags() { echo "$1,run=$RUN,origin=$ORIGIN"; }

added=0
bytes=0
count() {
  local more
  more=$(number data_added <<<"$1")
  added=$((added + more))
  more=$(number total_bytes_processed <<<"$1")
  bytes=$((bytes + more))
}

if [ -n "${DATABASE:-}" ]; then
  if [ "$ORIGIN" = final ] && [ "${EMBEDDED:-}" = true ]; then
    step "looking whether a backup holds all that is there"
    refuse_other_databases "$DATABASE"
  fi
  step "taking a snapshot of the database"
  # This session holds the snapshot while others read it. If it fails it leaves the words to who reads what it said.
  coproc HOLDER { trap - ERR && psql -X -q -A -t -v ON_ERROR_STOP=1 "$DATABASE" 2>&1; }
  exec {holder}<&"${HOLDER[0]}"
  echo "SET idle_in_transaction_session_timeout = 0; BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT pg_export_snapshot();" >&"${HOLDER[1]}"
  await_word "$holder" 60 '^[0-9A-F]+-[0-9A-F]+-[0-9]+$' ||
    refuse "the database gives no snapshot: ${heard:-it does not answer, or refuses the connection}"
  export SNAPSHOT=$word
  files "$DATABASE" >/tmp/files

  step "counting and digesting the tables"
  mkdir -p /backup/manifest
  (errors=/tmp/counting && tables "$DATABASE" >/backup/manifest/tables) &
  counting=$!
  # Whatever fails has the last word, not who fails because of it.
  trap 'kill "$counting" 2>/dev/null || true' EXIT

  step "dumping the database"
  # Restic waits for the end of what it runs, not for all that it said: pg_dump writes its words where they are kept itself.
  summary=$(logged restic backup "${here[@]}" --tag "$(tags database)" --stdin-filename database.dump --stdin-from-command -- \
    bash -c 'exec "$@" 2>>"$0"' "$errors" pg_dump --snapshot="$SNAPSHOT" --format=custom --compress=0 --dbname="$DATABASE")
  count "$summary"
  step "counting and digesting the tables"
  errors=/tmp/counting
  wait "$counting"
  refuse_emptied /tmp/files "$DATABASE"
  logged psql -X -q -A -t -F' ' -v ON_ERROR_STOP=1 -f "$SCRIPTS/facts.sql" "$DATABASE" >/backup/manifest/facts
  if [ "${EMBEDDED:-}" = true ]; then
    logged pg_dumpall --roles-only --no-role-passwords --dbname="$DATABASE" >/backup/manifest/roles.sql
  fi
  exec {HOLDER[1]}>&-
fi

step "keeping the configuration and the manifest"
mkdir -p /backup/manifest
[ -z "${STORAGE:-}" ] || printf 'storage %s\n' $STORAGE >>/backup/manifest/facts
printf 'created %s\nrun %s\nimages %s\n' "$(date -u +%FT%TZ)" "$RUN" "$IMAGES" >>/backup/manifest/facts
if [ -d /configuration ]; then
  cp -rL /configuration /backup/configuration
fi
summary=$(cd /backup && logged restic backup "${here[@]}" --tag "$(tags manifest)" .)
count "$summary"
snapshot=$(field snapshot_id <<<"$summary" | cut -c1-8)

. "$SCRIPTS/retention.sh"

tables=0
rows=0
if [ -f /backup/manifest/tables ]; then
  tables=$(wc -l </backup/manifest/tables)
  rows=$(awk '{ n += $(NF - 1) } END { print n + 0 }' /backup/manifest/tables)
fi
step "summing up"
repository=$(logged restic cat config | field id | cut -c1-8)
step "done"
result "{\"snapshot\":\"$snapshot\",\"run\":\"$RUN\",\"origin\":\"$ORIGIN\",\"seconds\":$(($(date +%s) - started)),\"bytes\":$bytes,\"added\":$added,\"tables\":$tables,\"rows\":$rows,\"repository\":\"$repository\"}"
