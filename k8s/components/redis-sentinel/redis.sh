# Puts the digests of the passwords into the list of users, asks the sentinels which master to follow (at the first
# start none knows, and the first Redis is the master), and becomes Redis, which receives SIGTERM itself. The settings
# are a copy in memory, because the sentinels write into them.
set -eu
digest() {
  printf %s "$1" | sha256sum | cut -d ' ' -f 1
}
umask 077
# Without a password there is no such user.
backup='/^user backup /d'
[ -z "${BACKUP_PASSWORD:-}" ] || backup="s/@backup@/$(digest "$BACKUP_PASSWORD")/"
sed -e "s/@parley@/$(digest "$PARLEY_PASSWORD")/" -e "s/@operator@/$(digest "$OPERATOR_PASSWORD")/" -e "$backup" \
  -e "s/@replica@/$(digest "$REPLICA_PASSWORD")/" /etc/redis/users.acl >/run/redis/users.acl
me="$(hostname).parley-redis"
master="$(redis-cli --user parley -h parley-sentinel -p 26379 \
  sentinel get-master-addr-by-name parley 2>/dev/null | head -n 1 || true)"
case "$master" in
  *.parley-redis) ;;
  *) master=parley-redis-0.parley-redis ;;
esac
cp /etc/redis/redis.conf /run/redis/redis.conf
printf 'replica-announce-ip %s\nmasteruser replica\nmasterauth %s\n' "$me" "$REPLICA_PASSWORD" >>/run/redis/redis.conf
[ "$master" = "$me" ] || printf 'replicaof %s 6379\n' "$master" >>/run/redis/redis.conf
exec redis-server /run/redis/redis.conf
