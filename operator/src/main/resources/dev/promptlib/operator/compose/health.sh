# Healthy: somebody looks at the schedule, and the last run succeeded. What is said here is in `docker inspect`.
state=${STATE:-/state}
if [ -e "$state/failed" ]; then
  cat "$state/failed"
  exit 1
fi
if [ "$(cat "$state/looked" || echo 0)" -lt $(($(date +%s) / 60 - 3)) ]; then
  echo "nobody has looked at the schedule for three minutes"
  exit 1
fi
