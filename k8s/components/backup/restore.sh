# Makes a backup the data of a Redis that is stopped: the base of its append-only file. What was there stays beside it,
# as appendonlydir.before-<time>. Needs Redis 7.0 or later.
set -eu
umask 077
folder="${FOLDER:-/backup}"
data="${DATA:-/data}"
file="${BACKUP:-$(find "$folder" -name 'parley-*.rdb' | sort | tail -n 1)}"
file="$folder/${file##*/}"
[ -f "$file" ] || {
  echo "expected a backup in $folder, found ${BACKUP:-none}" >&2
  exit 1
}
for node in ${NODES:-}; do
  # Also a refusal is an answer.
  if redis-cli -h "${node%:*}" -p "${node##*:}" ping 2>&1 | grep -qE 'PONG|NOAUTH|LOADING|MISCONF|NOPERM'; then
    echo "expected Redis to be stopped, but $node answers" >&2
    exit 1
  fi
done
(cd "$folder" && sha256sum -c "${file##*/}.sha256" >/dev/null) || {
  echo "expected ${file##*/} with the digest in ${file##*/}.sha256" >&2
  exit 1
}
redis-check-rdb "$file" >/dev/null

rm -rf "$data/restoring"
mkdir "$data/restoring"
cp "$file" "$data/restoring/appendonly.aof.1.base.rdb"
echo 'file appendonly.aof.1.base.rdb seq 1 type b' >"$data/restoring/appendonly.aof.manifest"
sync
if [ -e "$data/appendonlydir" ]; then
  mv "$data/appendonlydir" "$data/appendonlydir.before-$(date -u +%Y%m%dT%H%M%SZ)"
fi
mv "$data/restoring" "$data/appendonlydir"
sync
echo "restored ${file##*/}: start Redis"
