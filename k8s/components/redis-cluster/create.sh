# Creates a cluster of the six once all of them answer; leaves an existing one as it is.
set -eu
nodes=""
for i in 0 1 2 3 4 5; do
  host="parley-redis-cluster-$i.parley-redis-cluster"
  until redis-cli --user operator -h "$host" ping | grep -q PONG; do
    sleep 2
  done
  nodes="$nodes $(getent hosts "$host" | head -n 1 | cut -d ' ' -f 1):6379"
done
if redis-cli --user operator -h "$host" cluster info | grep -q cluster_slots_assigned:16384; then
  echo "The cluster is made already."
  exit 0
fi
# shellcheck disable=SC2086 # a word for each
exec redis-cli --user operator --cluster create $nodes --cluster-replicas 1 --cluster-yes
