# Runs at the times of a schedule. Whoever made the file has spelled its cron expression out in lists of numbers.
among() { [[ " $1 " == *" $2 "* ]]; }

# matches MINUTE, counted since 1970. A day is one of either list; the list of days that do not matter is empty.
matches() {
  local now minute hour day month weekday
  printf -v now '%(%M %H %d %m %w)T' $(($1 * 60))
  read -r minute hour day month weekday <<<"$now"
  among "$MINUTES" $((10#$minute)) && among "$HOURS" $((10#$hour)) && among "$MONTHS" $((10#$month)) &&
    { among "$DAYS" $((10#$day)) || among "$WEEKDAYS" "$weekday"; }
}

# Notes that a run is due. What was missed while nothing ran is made up for, once, if it is of the last day.
look() {
  local minute now last
  now=$(($(date +%s) / 60))
  last=$(cat "$state/looked" 2>/dev/null || echo "$now")
  [ "$last" -ge $((now - 1440)) ] || last=$((now - 1440))
  for ((minute = last + 1; minute <= now; minute++)); do
    ! matches "$minute" || touch "$state/due"
  done
  echo "$now" >"$state/looked"
}

# A run that was cut off left its note, and is made again.
keep() {
  export TZ=$TIME_ZONE
  say "waiting for the times of the schedule $SCHEDULE ($TIME_ZONE)"
  while :; do
    look
    if [ -e "$state/due" ] && [ -z "$(jobs -pr)" ]; then
      (unset TZ && once "$1") &
    fi
    sleep $((60 - $(date +%s) % 60)) &
    wait $!
  done
}
