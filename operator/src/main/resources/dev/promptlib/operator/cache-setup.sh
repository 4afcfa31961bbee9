# Lets those into Redis whom the list names, and nobody else. May run any number of times.
set -euf
cache() { redis-cli -e -h "$CACHE_HOST" --user maintenance --no-auth-warning "$@"; }
waited=0
until cache ping >/tmp/answer 2>&1; do
  waited=$((waited + 1))
  if [ "$waited" -ge 600 ]; then
    echo "the cache does not answer at $CACHE_HOST: $(cat /tmp/answer)" >&2
    exit 1
  fi
  sleep 1
done
listed=
while read -r _ name rights; do
  listed="$listed $name "
  case $name in default | maintenance) continue ;; esac
  # shellcheck disable=SC2086
  cache ACL SETUSER "$name" reset $rights >/tmp/answer
done </etc/redis-users/users.acl
case $listed in
  *" $IDLE_USER "*) ;;
  *) cache ACL DELUSER "$IDLE_USER" >/tmp/answer ;;
esac
echo "the cache's users are those of the list"
