# Puts the digests of the passwords into the list of users, and becomes Redis, which receives SIGTERM itself.
set -eu
digest() {
  printf %s "$1" | sha256sum | cut -d ' ' -f 1
}
umask 077
sed -e "s/@parley@/$(digest "$PARLEY_PASSWORD")/" -e "s/@operator@/$(digest "$OPERATOR_PASSWORD")/" \
  /etc/redis/users.acl >/run/redis/users.acl
exec redis-server /etc/redis/redis.conf
