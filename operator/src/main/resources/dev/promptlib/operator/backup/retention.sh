# Forgets what the rules no longer keep, then takes back the space. Part of a backup: a failure here fails it. A safety backup forgets
# nothing: what is restored after it may be the very one that is too old.
keep_rules() {
  [ "$ORIGIN" != safety ] || return 0
  local code=0 repository=("$@")
  local forget=("${repository[@]}" forget --host "$BACKUP_HOST" --group-by host --quiet)
  # Space can wait for the next run, a backup that is whole needs not fail for the lock of another that died.
  PATIENCE=10s logged restic "${forget[@]}" --tag manifest,origin=schedule \
    --keep-daily "$KEEP_DAILY" --keep-weekly "$KEEP_WEEKLY" --keep-monthly "$KEEP_MONTHLY" || code=$?
  case $code in
    0) ;;
    11) echo "the repository is locked: the next run applies the rules" >&2 && return ;;
    *) failed "$code" ;;
  esac
  logged restic "${forget[@]}" --tag manifest,origin=request --keep-within 30d
  logged restic "${forget[@]}" --tag manifest,origin=safety --keep-within 14d
  forget_orphans "${repository[@]}"
  logged restic "${repository[@]}" prune --quiet
  logged restic "${repository[@]}" check --quiet
}

# Parts of runs that have no manifest, or no longer; those of the last day may still be in the making, and what a restore has kept
# of the storage is what it goes back to.
forget_orphans() {
  local ids
  ids=$(awk -v since="$(date -u -d '1 day ago' +%FT%T)" -v kept="$(date -u -d '14 days ago' +%FT%T)" '
    NR == FNR { whole[$2] = 1; next }
    !($2 in whole) && $1 < ($2 ~ /^kept-by-/ ? kept : since) { print $3 }' <(backups "$@") <(parts "$@"))
  # shellcheck disable=SC2086 # one word an id
  [ -z "$ids" ] || logged restic "$@" forget --quiet $ids
}

# One line a snapshot of any kind: TIME RUN ID.
parts() {
  logged restic "$@" snapshots --json --no-lock --host "$BACKUP_HOST" |
    { grep -oE '"time":"[^"]*"|"run=[^"]*"|"short_id":"[^"]*"' || none; } |
    awk -F'"' '/^"time"/ { time = $4; run = "-" } /^"run=/ { run = substr($2, 5) } /^"short_id"/ { print time, run, $4 }'
}

step "applying the retention rules"
keep_rules
if [ -n "${COPY_REPOSITORY:-}" ]; then
  step "copying off site"
  from=(-r "$COPY_REPOSITORY" copy --quiet --host "$BACKUP_HOST" --from-repo "$RESTIC_REPOSITORY" --from-password-file "$RESTIC_PASSWORD_FILE")
  logged restic "${from[@]}" --tag database --tag storage
  logged restic "${from[@]}" --tag manifest
  step "applying the retention rules off site"
  keep_rules -r "$COPY_REPOSITORY"
fi
