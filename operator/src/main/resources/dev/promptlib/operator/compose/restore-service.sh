# restore-service.sh latest|ID|before=TIME, then switch, then perhaps back. Each may be run again when it was cut off:
# the file `loaded` says what lies beside the live data, `switching` what is taking its place, `kept` what was replaced.
. "$SCRIPTS/services.sh"
run="docker compose run --rm restore"

say_next() {
  echo "Next:"
  printf '  %s\n' "$@"
}

components() { printf '%s\n' $IMAGES | cut -d= -f1 | paste -sd' ' -; }

# The network knows the names of those that run. Others it asks the machine's name server for, which may not answer.
refuse_while_components_run() {
  local component running=
  for component in $(components); do
    ! RES_OPTIONS=attempts:1 getent ahostsv4 "${BACKUP_HOST#*.}-$component" >/dev/null || running+=" $component"
  done
  [ -z "$running" ] || refuse "components still run, and would write into what is changed. Stop them first: docker compose stop$running"
}

load() {
  [ ! -e "$state/switching" ] || refuse "a switch has begun: end it with \`$run switch\`, or undo it with \`$run back\`"
  rm -f "$state/loaded"
  if ! WANTED=$1 attempt load.sh; then
    [ -z "${DATABASE:-}" ] || UNWANTED=$INCOMING bash "$SCRIPTS/drop.sh"
    refuse "Nothing was loaded, and nothing has changed."
  fi
  local database=
  [ -z "${DATABASE:-}" ] || [ ! -f /tmp/wanted-tables ] || database=yes
  printf '%s="%s"\n' snapshot "$(came_to snapshot)" from_run "$(came_to run)" from_host "$BACKUP_HOST" \
    storage "$(came_to storage)" database "$database" >"$state/loaded"
  echo "The backup $(came_to snapshot) of $(came_to taken) is loaded beside the live data: $(came_to tables) tables with $(came_to rows) rows, all as they were backed up. Nothing has changed yet."
  say_next "docker compose stop $(components)" "$run switch"
}

safety_backup() {
  ORIGIN=safety
  say "making a safety backup"
  attempt backup-steps.sh || refuse "No safety backup could be made, so nothing was changed."
}

exists() {
  local found
  found=$(psql -X -q -A -t -d postgres -c "SELECT count(*) FROM pg_database WHERE datname = '$1'") ||
    refuse "The database does not answer. Run the same command again when it does."
  [ "$found" = 1 ]
}

# exchange COMING GOING: what an earlier restore has left under the second name gives way.
exchange() {
  [ "$database" = yes ] || return 0
  if exists "$1" && exists "$2"; then
    UNWANTED=$2 bash "$SCRIPTS/drop.sh"
  fi
  INCOMING=$1 KEPT=$2 bash "$SCRIPTS/switch.sh"
}

# bring HOST RUN: the components' storage as that run has it.
bring() {
  local component
  for component in $storage; do
    if [ -d "/components/$component" ]; then
      say "restoring the storage of $component"
      /tools/restic --no-lock restore latest:/storage --quiet --host="$1" --tag="storage,component=$component,run=$2" \
        --target="/components/$component/storage" --delete --exclude=lost+found
    else
      say "the storage of $component is in the backup, but there is no such storage here: left out"
    fi
  done
}

switch() {
  [ -e "$state/loaded" ] || refuse "Nothing is loaded that could be put in place. First: $run latest"
  refuse_while_components_run
  if [ ! -e "$state/switching" ]; then
    safety_backup
    { cat "$state/loaded" && echo "safety=$RUN"; } >"$state/switching.new"
    mv "$state/switching.new" "$state/switching"
  fi
  . "$state/switching"
  exchange "${INCOMING:-}" "${KEPT:-}"
  bring "$from_host" "$from_run"
  mv "$state/switching" "$state/kept"
  rm "$state/loaded"
  echo "The backup $snapshot is in place. What it replaced is kept."
  say_next "docker compose up --wait"
  echo "To have the replaced data back instead:"
  printf '  %s\n' "docker compose stop $(components)" "$run back"
}

# undo: of a switch that has begun, what it did. What an earlier one has replaced may still be there, and stays.
undo() {
  [ "$database" = yes ] || return 0
  exists "$INCOMING" || exchange "$KEPT" "$INCOMING"
  exists "$KEPT" || rm -f "$state/kept"
}

back() {
  [ -e "$state/switching" ] || [ -e "$state/kept" ] || refuse "No restore has replaced anything, so there is nothing to put back."
  refuse_while_components_run
  local of=kept
  if [ -e "$state/switching" ]; then
    of=switching
    . "$state/switching"
    undo
  else
    safety_backup
    . "$state/kept"
    exchange "${KEPT:-}" "${INCOMING:-}"
  fi
  bring "$BACKUP_HOST" "$safety"
  grep -v '^safety=' "$state/$of" >"$state/loaded"
  rm "$state/$of"
  echo "The data of before is back. The backup $snapshot lies beside it again: \`$run switch\` would put it in place once more."
  say_next "docker compose up --wait"
}

alone_with() {
  alone
  "$@"
}

case ${1:-} in
  switch | back) apart alone_with "$1" ;;
  latest | before=* | [0-9a-f]*) apart alone_with load "$1" ;;
  *) refuse "Say which backup: $run latest, or its ID (docker compose run --rm backup list), or before=2026-01-31T08:00:00Z" ;;
esac
