# Opens the repositories, makes those that are not there yet, and clears away the locks of the dead.
. "$SCRIPTS/common.sh"

prepare() {
  local code=0
  open_repository "$@" || code=$?
  if [ "$code" = 10 ]; then
    echo "there is no repository yet: making one" >&2
    logged restic "$@" init "${init[@]}" >/dev/null
  fi
  logged restic "$@" unlock >/dev/null
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
