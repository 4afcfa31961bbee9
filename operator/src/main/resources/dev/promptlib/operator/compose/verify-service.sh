# verify-service.sh keep|latest|ID|before=TIME
. "$SCRIPTS/services.sh"
. "$SCRIPTS/schedule.sh"
ORIGIN=verify
case ${1:-} in
  keep) keep verify-steps.sh ;;
  latest | before=* | [0-9a-f]*) WANTED=$1 apart once verify-steps.sh ;;
  *) refuse "say which backup: docker compose run --rm verify latest, or its ID, or before=2026-01-31T08:00:00Z" ;;
esac
