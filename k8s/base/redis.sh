# Puts the digests of the passwords into the list of users, and becomes Redis, which receives SIGTERM itself.
set -eu
digest() {
  printf %s "$1" | sha256sum | cut -d ' ' -f 1
}
umask 077
# Without a password there is no such user.
backup='/^user backup /d'
[ -z "${BACKUP_PASSWORD:-}" ] || backup="s/@backup@/$(digest "$BACKUP_PASSWORD")/"
sed -e "s/@parley@/$(digest "$PARLEY_PASSWORD")/" -e "s/@operator@/$(digest "$OPERATOR_PASSWORD")/" -e "$backup" \
  /etc/redis/users.acl >/run/redis/users.acl
exec redis-server /etc/redis/redis.conf
