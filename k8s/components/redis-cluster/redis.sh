# Puts the digests of the passwords into the list of users, announces its current address, and becomes Redis, which
# receives SIGTERM itself.
set -eu
digest() {
  printf %s "$1" | sha256sum | cut -d ' ' -f 1
}
umask 077
sed -e "s/@parley@/$(digest "$PARLEY_PASSWORD")/" -e "s/@operator@/$(digest "$OPERATOR_PASSWORD")/" \
  -e "s/@replica@/$(digest "$REPLICA_PASSWORD")/" /etc/redis/users.acl >/run/redis/users.acl
printf 'cluster-announce-ip %s\nmasteruser replica\nmasterauth %s\n' "$(hostname -i)" "$REPLICA_PASSWORD" \
  >/run/redis/node.conf
exec redis-server /etc/redis/redis.conf
