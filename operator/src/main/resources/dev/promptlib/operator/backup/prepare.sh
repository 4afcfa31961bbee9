# Opens the repositories, makes those that are not there yet, and clears away the locks of the dead.
. "$SCRIPTS/common.sh"

prepare() {
  local code=0
  open_repository "$@" || code=$?
  if [ "$code" = 10 ]; then
    echo "there is no repository yet: making one" >&2
    in_turn
    code=0
    open_repository "$@" || code=$?
    if [ "$code" = 10 ]; then
      logged restic "$@" init "${init[@]}" >/dev/null
    fi
  fi
  logged restic "$@" unlock >/dev/null
}

# Two that make the same repository at once leave one that nobody can open. The turn ends with this script.
in_turn() {
  [ -z "${turn:-}" ] || return 0
  turn=mine
  if [ -n "${VOLUME:-}" ]; then
    exec {lock}>>"$VOLUME/making"
    logged flock -w 300 "$lock" || refuse "another run makes the repository, for more than 5 minutes now"
  elif [ -n "${DATABASE:-}" ]; then
    coproc TURN { trap - ERR && psql -X -q -A -t -v ON_ERROR_STOP=1 "$DATABASE" 2>&1; }
    exec {said}<&"${TURN[0]}"
    # One transaction, which a pooler keeps with one server. The number is that of this purpose.
    echo "SET idle_in_transaction_session_timeout = 0; BEGIN; SELECT 'mine' FROM pg_advisory_xact_lock(7074711801);" >&"${TURN[1]}"
    await_word "$said" 300 '^mine$' || refuse "the database does not say whose turn it is to make the repository: ${heard:-it is silent}"
  fi
}

step "opening the repository"
init=()
prepare
if [ -n "${VOLUME:-}" ]; then
  # Containers of other users write here too. Restic gives its files the rights of the group that its first one has,
  # and its directories hand that group on.
  find "$VOLUME" -user "$(id -u)" -exec chmod g+rwX {} + -type d -exec chmod g+s {} +
fi
if [ -n "${COPY_REPOSITORY:-}" ]; then
  step "opening the copy off site"
  init=(--copy-chunker-params --from-repo "$RESTIC_REPOSITORY" --from-password-file "$RESTIC_PASSWORD_FILE")
  prepare -r "$COPY_REPOSITORY"
fi
