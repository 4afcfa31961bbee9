# Lets the repository, and its copy, be opened with the password in $COMING, and no longer with the one in $GOING.
. "$SCRIPTS/prepare.sh"

# Whether it opens with the password of a file. Whatever else is wrong is a failure.
opens_with() {
  local password=$1 code=0
  shift
  logged restic "$@" --password-file "$password" cat config >/dev/null || code=$?
  case $code in
    0) return 0 ;;
    12) return 1 ;;
    *) failed "$code" ;;
  esac
}

let_in() {
  opens_with "$COMING" "$@" || logged restic "$@" key add --new-password-file "$COMING"
}

let_in_no_more() {
  local key
  if opens_with "$GOING" "$@"; then
    key=$(logged restic "$@" --password-file "$GOING" key list --json | grep -o '{[^}]*"current":true[^}]*}' | field id)
    logged restic "$@" key remove "$key"
  fi
}

change() {
  [ -z "${COMING:-}" ] || let_in "$@"
  [ -z "${GOING:-}" ] || let_in_no_more "$@"
}

step "changing the repository's keys"
change
if [ -n "${COPY_REPOSITORY:-}" ]; then
  step "changing the keys of the copy off site"
  change -r "$COPY_REPOSITORY"
fi
step "done"
