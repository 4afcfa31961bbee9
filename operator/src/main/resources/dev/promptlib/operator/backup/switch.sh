# Puts one database in the place of another: both renames or none. May run any number of times.
. "$SCRIPTS/common.sh"
export PGDATABASE=postgres
sql() { logged psql -X -q -A -t -v ON_ERROR_STOP=1 "$@"; }
exists() {
  local found
  found=$(sql -c "SELECT count(*) FROM pg_database WHERE datname = '$1'") || failed $?
  [ "$found" = 1 ]
}

step "putting $INCOMING in the place of $LIVE"
if exists "$KEPT" && ! exists "$INCOMING"; then
  echo "that has been done already" >&2
elif [ "${RETURNING:-}" = true ] && ! exists "$INCOMING"; then
  echo "there is nothing to put back" >&2
else
  exists "$INCOMING" || refuse "there is no database $INCOMING to put in the place of $LIVE"
  tries=0
  # Somebody may connect again between the two statements.
  until sql -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname IN ('$LIVE', '$INCOMING') AND pid <> pg_backend_pid()" \
    -c "BEGIN; ALTER DATABASE \"$LIVE\" RENAME TO \"$KEPT\"; ALTER DATABASE \"$INCOMING\" RENAME TO \"$LIVE\"; COMMIT" >/dev/null; do
    tries=$((tries + 1))
    [ "$tries" -lt 20 ] || refuse "somebody keeps the database busy: $(cat "$errors")"
    sleep 1
  done
fi
result "{\"kept\":\"$KEPT\"}"
