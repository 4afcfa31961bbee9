# A pod takes its PostgreSQL and its scratch space along when it ends.
clear_away() {
  pg_ctl stop --pgdata="$SCRATCH/pgdata" --mode=immediate --silent >/dev/null 2>&1 || true
  find "$SCRATCH" -mindepth 1 -delete
}
trap clear_away EXIT
clear_away
bash "$SCRIPTS/verify.sh"
