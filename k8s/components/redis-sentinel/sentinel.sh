# Asks the others for the master (at the first start none knows, and it is the first Redis), and becomes a sentinel of
# it. It learns everything anew at each start.
set -eu
digest() {
  printf %s "$1" | sha256sum | cut -d ' ' -f 1
}
umask 077
sed -e "s/@parley@/$(digest "$PARLEY_PASSWORD")/" -e "s/@operator@/$(digest "$OPERATOR_PASSWORD")/" \
  -e "s/@replica@/$(digest "$REPLICA_PASSWORD")/" /etc/redis/sentinel-users.acl >/run/sentinel/users.acl
master="$(redis-cli --user parley -h parley-sentinel -p 26379 \
  sentinel get-master-addr-by-name parley 2>/dev/null | head -n 1 || true)"
case "$master" in
  *.parley-redis) ;;
  *) master=parley-redis-0.parley-redis ;;
esac
until getent hosts "$master" >/dev/null; do
  sleep 1
done
cp /etc/redis/sentinel.conf /run/sentinel/sentinel.conf
cat >>/run/sentinel/sentinel.conf <<SETTINGS
sentinel announce-ip $(hostname).parley-sentinel
sentinel monitor parley $master 6379 2
sentinel auth-user parley replica
sentinel auth-pass parley $REPLICA_PASSWORD
sentinel sentinel-user replica
sentinel sentinel-pass $REPLICA_PASSWORD
sentinel down-after-milliseconds parley 5000
sentinel failover-timeout parley 30000
SETTINGS
exec redis-sentinel /run/sentinel/sentinel.conf
