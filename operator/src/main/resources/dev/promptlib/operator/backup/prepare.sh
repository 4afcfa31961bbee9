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
  # Containers of other users write here too: restic gives its files the rights that it finds at this one.
  chmod -R g+rwX "$VOLUME" 2>/dev/null || true
fi
if [ -n "${COPY_REPOSITORY:-}" ]; then
  step "opening the copy off site"
  init=(--copy-chunker-params --from-repo "$RESTIC_REPOSITORY" --from-password-file "$RESTIC_PASSWORD_FILE")
  prepare -r "$COPY_REPOSITORY"
fi
