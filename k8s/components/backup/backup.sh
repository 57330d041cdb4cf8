# Saves what Redis holds as one file with its digest, and keeps the newest ones. Redis sends a snapshot, as to a new
# replica: it is of one instant and contains every write that was acknowledged before. Nothing else has to reach the
# disk of Redis. With replicas, one that has everything sends it, and the master is left alone.
set -eu
umask 077
folder="${FOLDER:-/backup}"
part="$folder/.part"

as_backup() {
  redis-cli --user backup -h "${node%:*}" -p "${node##*:}" "$@"
}
# A field of `INFO replication` of the current node.
field() {
  as_backup info replication 2>/dev/null | tr -d '\r' | sed -n "s/^$1://p"
}

masters=""
replicas=""
silent=""
for node in $NODES; do
  case "$(field role)" in
    master) masters="$masters $node" ;;
    slave) replicas="$replicas $node" ;;
    *) silent="$silent; $node said $(as_backup ping 2>&1 | head -n 1)" ;;
  esac
done
# shellcheck disable=SC2086 # a word for each
set -- $masters
if [ "$#" -ne 1 ]; then
  echo "expected one master among $NODES, found:${masters:- none}$silent" >&2
  exit 1
fi
master="$1"
node="$master"
written="$(field master_repl_offset)"
source="$master"
for node in $replicas; do
  for _ in 1 2 3 4 5; do
    if [ "$(field master_link_status)" = up ] && [ "$(field slave_repl_offset)" -ge "$written" ]; then
      source="$node"
      break 2
    fi
    sleep 1
  done
done

node="$source"
as_backup --rdb "$part" >/dev/null
redis-check-rdb "$part" >/dev/null || {
  echo "expected a whole snapshot from $source, got a damaged one" >&2
  exit 1
}
name="parley-$(date -u +%Y%m%dT%H%M%SZ).rdb"
echo "$(sha256sum <"$part" | cut -d ' ' -f 1)  $name" >"$folder/$name.sha256"
sync
mv "$part" "$folder/$name"
echo "saved $name from $source: $(wc -c <"$folder/$name") bytes"

# Names sort by time. A file counts only with its digest, which was there first.
find "$folder" -name 'parley-*.rdb' | sort -r | tail -n "+$((${KEEP:-28} + 1))" | while read -r old; do
  rm -f "$old" "$old.sha256"
  echo "removed ${old##*/}"
done
