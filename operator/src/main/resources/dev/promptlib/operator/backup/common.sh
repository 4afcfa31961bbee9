# Shared by the steps of backup, verification and restore. RUN names one run of any of them.
# None of them calculates with what a program says in the same breath, as in $(($(number ...) + 1)): where it says nothing, bash gives up
# only that command, and goes on with the next.
set -Eeuo pipefail
export PGCONNECT_TIMEOUT=10 PGAPPNAME=promptlib-backup

step=start
step() {
  step=$1
  echo "$(date -u +%H:%M:%S) $step" >&2
}

# The last line of the log says what failed, and becomes the message that people see.
failed() {
  local code=$1 words help
  trap - ERR
  if [ "$code" = "$told" ]; then
    refuse "$(cat "$complaint")"
  fi
  words=$(said)
  help=$(remedy "$code")
  refuse "failed while $step (exit code $code): $words${words:+${help:+; }}$help"
}
# With this exit code a subshell leaves its complaint for the shell around it.
told=99
complaint=$(mktemp)
# What the failed program said at last; restic may say it in JSON, with a trace of its calls, and after what it was given to run.
said() {
  { grep -oE 'pg_(dump|restore): (error|detail): .*' "$errors" || tail -n 1 "$errors"; } | paste -sd' ' - | sed -E 's/.*"message":"(([^"\\]|\\[^n])*).*/\1/' | cut -c1-500
}
# What helps, where the failure tells. Restic says it with a small letter, PostgreSQL of its own volumes with a capital.
remedy() {
  if [ -n "${VOLUME:-}" ] && grep -q 'no space left on device' "$errors"; then
    echo "raise spec.backup.repository.volume.size, or keep fewer backups by spec.backup.retention"
  elif [ "$1" -gt 128 ] || grep -q 'signal: killed' "$errors"; then
    echo "a program was killed: if it was for its memory, raise spec.backup.resources.limits.memory"
  fi
}
errors=$(mktemp)
trap 'failed $?' ERR
# What a program says goes to the log, and is kept for the message.
logged() {
  local code=0
  : >"$errors"
  "$@" 2>>"$errors" || code=$?
  cat "$errors" >&2
  return $code
}
refuse() {
  trap - ERR
  echo "$*" | tee "$complaint" >&2
  exit "$told"
}

result() { printf '%s' "$1" >"${TERMINATION_LOG:-/dev/termination-log}"; }

# Restic holds the lock of a pod that is gone for alive until it is half an hour old; whoever has waited so long may clear it away.
restic() {
  local code=0 repository=()
  command /tools/restic --retry-lock "${PATIENCE:-30m}" "$@" || code=$?
  [ "$code" = 11 ] || return "$code"
  [ "$1" != -r ] || repository=(-r "$2")
  command /tools/restic "${repository[@]}" unlock >&2
  command /tools/restic --retry-lock "${PATIENCE:-1m}" "$@"
}
field() { sed -nE "s/.*\"$1\": *\"([^\"]*)\".*/\\1/p" | tail -n 1; }
number() { sed -nE "s/.*\"$1\": *([0-9]+).*/\\1/p" | tail -n 1; }

# One line a backup, the oldest first: TIME RUN ID ORIGIN. A backup is there when its last part, the manifest, is.
backups() {
  logged restic "$@" snapshots --json --no-lock --host "$BACKUP_HOST" --tag manifest |
    { grep -oE '"time":"[^"]*"|"tags":\[[^]]*\]|"short_id":"[^"]*"' || none; } |
    awk -F'"' '
      /^"time"/ { time = $4 }
      /^"tags"/ { run = origin = "-"
                  for (i = 4; i <= NF; i += 2) { split($i, t, "="); if (t[1] == "run") run = t[2]; if (t[1] == "origin") origin = t[2] } }
      /^"short_id"/ { print time, run, $4, origin }' | sort
}

# For grep, which takes it for a failure that there is nothing.
none() { [ $? = 1 ]; }

# The snapshot of one kind of a run.
part_of() {
  logged restic snapshots --json --no-lock --host "$BACKUP_HOST" --tag "$2,run=$1" | field short_id
}

# Fails unless the repository is there and opens; makes one only where there is none at all.
open_repository() {
  local code=0
  logged restic "$@" cat config >/dev/null || code=$?
  case $code in
    0) return 0 ;;
    10) return 10 ;;
    12) refuse "the repository's password is wrong: give the Secret the one it was made with" ;;
    *) failed "$code" ;;
  esac
}

# Reads lines from FD until one is what is awaited, and sets word to it; before it may come warnings, as of a collation that is another
# version's. Fails when SECONDS pass or no more is said; heard has what was.
await_word() { # FD SECONDS PATTERN
  heard=
  while read -r -t "$2" word <&"$1"; do
    if [[ $word =~ $3 ]]; then
      return 0
    fi
    heard+="$word "
  done
  return 1
}

# What is in no backup would be gone with the server.
refuse_other_databases() {
  local others
  others=$(logged psql -X -q -A -t -v ON_ERROR_STOP=1 "$@" -c "SELECT string_agg(datname, ', ') FROM pg_database
    WHERE NOT datistemplate AND datname NOT IN ('postgres', current_database()) AND datname !~ '^(restored|replaced)_[0-9a-f]{8}$'")
  [ -z "$others" ] || refuse "the server has databases that are in no backup: $others. Move them elsewhere, or drop them, and ask again"
}

# What a script reads from a database, as its dump has it.
as_dumped() { # SCRIPT DATABASE
  logged psql -X -q -A -t -F' ' -v ON_ERROR_STOP=1 ${SNAPSHOT:+-v snapshot="$SNAPSHOT"} -f "$SCRIPTS/$1" "$2"
}

# Rows and digests of all tables, one line each.
tables() { as_dumped tables.sql "$1"; }

# OBJECT FILE NAME of each table.
files() { as_dumped files.sql "$1"; }

# A TRUNCATE shows in older snapshots too: a dump and the count of its rows may then be of different moments.
refuse_emptied() { # FILES DATABASE
  local emptied
  SNAPSHOT= files "$2" >/tmp/files-now
  emptied=$(awk 'NR == FNR { file[$1] = $2; next }
    $1 in file && file[$1] != $2 { sub(/^[0-9]+ [0-9]+ /, ""); print }' "$1" /tmp/files-now | head -n 5 | paste -sd, -)
  [ -z "$emptied" ] || refuse "tables were emptied or written anew while they were backed up, so this is no backup: $emptied. Make another, when nobody does that"
}

# Sets backup_time, backup_run and backup_id to the backup that is asked for: latest, an id, that of a run, or the newest before a time.
choose() {
  local list chosen
  list=$(backups)
  [ -n "$list" ] || refuse "the repository holds no backup of $BACKUP_HOST"
  case $1 in
    latest) chosen=$(tail -n 1 <<<"$list") ;;
    before=*) chosen=$(awk -v before="${1#before=}" 'substr($1, 1, 19) <= substr(before, 1, 19)' <<<"$list" | tail -n 1) ;;
    run=*) chosen=$(awk -v run="${1#run=}" '$2 == run' <<<"$list" | tail -n 1) ;;
    *) chosen=$(awk -v id="$1" 'index($3, id) == 1 || index(id, $3) == 1' <<<"$list" | tail -n 1) ;;
  esac
  [ -n "$chosen" ] || refuse "there is no backup ${1/=/ }; there are: $(awk '{ print $3, "of", substr($1, 1, 19) "Z" }' <<<"$list" | tail -n 10 | paste -sd, -)"
  read -r backup_time backup_run backup_id _ <<<"$chosen"
  echo "the backup $backup_id of $backup_time" >&2
}

# Fetches the manifest of the backup that was chosen, all of it or nothing: what is missing in it was not backed up.
fetch_manifest() {
  local part
  step "reading the manifest of backup $backup_id"
  rm -rf /tmp/manifest
  logged restic dump --no-lock "$backup_id" /manifest | tar -x -C /tmp
  for part in facts tables roles.sql; do
    rm -f "/tmp/wanted-$part"
    [ ! -f "/tmp/manifest/$part" ] || mv "/tmp/manifest/$part" "/tmp/wanted-$part"
  done
  if [ ! -f /tmp/wanted-facts ] || { [ -n "$(fact database)" ] && [ ! -f /tmp/wanted-tables ]; }; then
    refuse "the manifest of backup $backup_id is not whole: use another backup"
  fi
}
fact() { sed -n "s/^$1 //p" /tmp/wanted-facts; }

# The bytes that a load may take: what there was with a fifth more, and the log of it, up to the longest that the server keeps.
room_for_load() { # LONGEST_LOG
  local size longest=$1
  size=$(fact size)
  size=$((size * 6 / 5))
  echo $((size + (size < longest ? size : longest)))
}

# Loads the dump of the backup into a database that was just made, and compares every table.
load() {
  local dump code=0 owned=()
  dump=$(part_of "$backup_run" database)
  [ -n "$dump" ] || refuse "backup $backup_id has no database in it"
  # Who may do what on a server elsewhere is in no backup: all belongs to who restores it.
  [ -f /tmp/wanted-roles.sql ] || owned=(--no-owner --no-acl ${OWNER:+--role="$OWNER"})
  # Roles that own or may use something, but log in nowhere until somebody lets them.
  [ ! -f /tmp/wanted-roles.sql ] || sed -nE 's/^CREATE ROLE (.*);$/CREATE ROLE \1 NOLOGIN;/p' /tmp/wanted-roles.sql | psql -X -q -d postgres >/dev/null 2>&1 || true
  step "loading the dump into $1"
  errors=/tmp/load-errors
  { restic dump --no-lock "$dump" database.dump 2>/tmp/dump-errors |
    pg_restore --exit-on-error "${owned[@]}" --dbname="dbname=$1" 2>"$errors"; } || code=$?
  cat /tmp/dump-errors "$errors" >&2
  if [ "$code" != 0 ]; then
    cat /tmp/dump-errors >>"$errors"
    failed "$code"
  fi
  step "comparing every table of $1 with the manifest"
  tables "dbname=$1" >/tmp/loaded-tables
  diff /tmp/wanted-tables /tmp/loaded-tables >"$errors" || {
    cat "$errors" >&2
    refuse "what was restored is not what was backed up: $(grep -c '^[<>]' "$errors") lines of tables differ, first: $(grep -m 1 '^[<>]' "$errors")"
  }
}
# A PostgreSQL in this pod that nobody else comes into, with these settings.
serve() {
  logged pg_ctl start --wait --timeout=120 --silent --log=/tmp/server-log \
    --options="-c listen_addresses='' -c unix_socket_directories=$PGHOST ${PRELOAD:+-c shared_preload_libraries=$PRELOAD} $*" ||
    refuse "the PostgreSQL to restore into does not start: $(tail -n 3 /tmp/server-log | tr '\n' ' ')"
}
loaded() { wc -l </tmp/loaded-tables; }
loaded_rows() { awk '{ n += $(NF - 1) } END { print n + 0 }' /tmp/loaded-tables; }
