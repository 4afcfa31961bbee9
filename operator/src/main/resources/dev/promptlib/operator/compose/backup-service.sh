# backup-service.sh keep|now|list
. "$SCRIPTS/services.sh"
. "$SCRIPTS/schedule.sh"
case ${1:-} in
  keep) keep backup-steps.sh ;;
  now) ORIGIN=request apart once backup-steps.sh ;;
  list) WANTED=list apart bash "$SCRIPTS/verify.sh" | awk '{ print $3, substr($1, 1, 19) "Z", $4 }' ;;
  *) refuse "say what to do: docker compose run --rm backup now, or list" ;;
esac
