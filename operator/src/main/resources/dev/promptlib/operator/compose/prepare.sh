# Makes secrets, once, and writes the files that the other services read. May run any number of times.
set -eu
volumes=${VOLUMES:-/volumes} given=${GIVEN:-/run/secrets} busybox=${BUSYBOX:-/bin/busybox}
random=${RANDOM_SOURCE:-/dev/urandom}

# write FILE MODE: what comes in, as a whole or not at all.
write() {
  mkdir -p "${1%/*}"
  cat >"$1.new"
  chmod "$2" "$1.new"
  mv -f "$1.new" "$1"
}

# secret SECRET/KEY LENGTH ENCODING [VALUE]: takes the value if there is one, else keeps the one of before, else makes one.
# One that is replaced is kept, as data may need it.
secret() {
  file=$volumes/secrets/$1
  if [ -n "${4:-}" ]; then
    if [ -s "$file" ] && [ "$(cat "$file")" != "$4" ]; then
      mv -f "$file" "$file.earlier"
      echo "$1 is another than before, as .env has it: the earlier value is kept in the volume secrets as $1.earlier." \
        "If you did not mean that: docker compose run --rm --entrypoint cat prepare /volumes/secrets/$1.earlier"
    fi
    printf %s "$4" | write "$file" 400
  elif [ ! -s "$file" ]; then
    make "$2" "$3" | write "$file" 400
  fi
}

make() {
  case $2 in
    Alphanumeric) LC_ALL=C tr -dc A-Za-z0-9 <"$random" | head -c "$1" ;;
    Base64) head -c "$1" "$random" | base64 | tr -d '\n' ;;
    Base64Url) head -c "$1" "$random" | base64 | tr -d '=\n' | tr '+/' '-_' ;;
    Hex) head -c "$1" "$random" | od -An -v -tx1 | tr -d ' \n' ;;
  esac
}

value() { cat "$volumes/secrets/$1"; }
digest() { sha256sum "$volumes/secrets/$1" | cut -d ' ' -f 1; }

# put VOLUME/FILE TEXT, again VOLUME/FILE VOLUME/FILE and copy VOLUME/FILE SECRET/KEY: write what a service reads.
put() { printf %s "$2" | write "$volumes/$1" 444; }
again() { write "$volumes/$1" 444 <"$volumes/$2"; }
copy() { write "$volumes/$1" 444 <"$given/$2"; }

# only VOLUME FILE...: removes what is no longer wanted.
only() {
  volume=$volumes/$1
  shift
  find "$volume" -type f | while read -r file; do
    case " $* " in
      *" ${file#"$volume"/} "*) ;;
      *) rm -f "$file" ;;
    esac
  done
}

own() { chown "$2" "$volumes/$1"; }

# guard VOLUME SECRET/KEY: data cannot be opened without the password that it was made with.
guard() {
  if [ ! -s "$volumes/secrets/$2" ] && [ -n "$(ls -A "$volumes/$1")" ]; then
    echo "the volume $1 holds data, but the password that it was made with is gone with the volume secrets:" \
      "bring that volume back, or remove the volume $1 to begin anew" >&2
    exit 1
  fi
}

lend_tools() { cmp -s "$busybox" "$volumes/tools/busybox" || write "$volumes/tools/busybox" 555 <"$busybox"; }

