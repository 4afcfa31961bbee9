# Shared by the services that compose has in place of the backup's CronJobs and of requests.
set -euo pipefail
state=${STATE:-/state}
export TERMINATION_LOG=/tmp/result
for file in /run/secrets/promptlib/*; do
  [ ! -f "$file" ] || export "${file##*/}=$(cat "$file")"
done

say() { echo "$(date -u +%FT%TZ) $*" >&2; }
refuse() {
  echo "$*" >&2
  exit 1
}

# The first process of a container hears a signal only if it asks for it, and bash only while nothing is in the foreground.
# Restic takes its lock away when it is told to end; what it wrote so far is no snapshot.
stop() {
  trap '' TERM INT
  [ $$ != 1 ] || kill -s TERM -- -1 || true
  wait
  # Only children are waited for. Restic is none, and needs a moment for its lock.
  while [ $$ = 1 ] && kill -s 0 -- -1 2>/dev/null; do
    sleep 0.1
  done
  exit 143
}
trap stop TERM INT
apart() {
  "$@" &
  wait $!
}

# One run at a time: the schedule's, and those that people ask for.
alone() {
  exec 9>>"$state/lock"
  flock -n 9 && return
  say "another run is going: waiting for its end"
  flock 9
}

# attempt SCRIPT: begins with nothing, as a pod does, and ends in time. Its last line says what failed.
attempt() {
  local code=0
  find /tmp /backup -mindepth 1 -delete 2>/dev/null || true
  RUN=$ORIGIN-$(date -u +%Y%m%dT%H%M%S)
  export RUN ORIGIN
  timeout -k 30 "$DEADLINE" bash "$SCRIPTS/$1" 9>&- 2>&1 | tee /tmp/said >&2 || code=$?
  [ "$code" != 124 ] || echo "it did not end within spec.backup.deadlineSeconds, $DEADLINE s" | tee -a /tmp/said >&2
  return $code
}

# What a script says of itself, by name.
came_to() { sed -nE "s/.*\"$1\":\"?([^\",}]*).*/\1/p" "$TERMINATION_LOG"; }

# once SCRIPT: a run. As a Job it tries twice. What it came to is kept for the health check.
once() {
  local code=0
  alone
  if attempt "$1" || { say "once more" && attempt "$1"; }; then
    rm -f "$state/failed"
    say "succeeded: $(cat "$TERMINATION_LOG")"
  else
    code=1
    echo "the run of $(date -u +%FT%TZ) failed: $(tail -n 1 /tmp/said)" >"$state/failed"
    cat "$state/failed" >&2
  fi
  rm -f "$state/due"
  return $code
}
