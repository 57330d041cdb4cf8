#!/bin/sh
# kubectl of a new cluster, as far as a client can play it: in CLUSTER it writes down each command and what was applied,
# in this order, and it refuses what has no namespace yet. REAL is the real kubectl, which renders and makes Secrets.
set -eu
echo "$*" >>"$CLUSTER/commands"
next="$CLUSTER/$(printf %03d "$(find "$CLUSTER" -name '*.yaml' | wc -l)").yaml"
requires() {
  grep -qs "^  name: $1\$" "$CLUSTER"/*.yaml || { echo "namespaces \"$1\" not found" >&2; exit 1; }
}
case "$1 $2" in
  "kustomize "*) exec "$REAL" "$@" ;;
  "get gatewayclass") [ "$3" = istio ] ;;
  "get secret") [ -e "$CLUSTER/secret-$3" ] ;;
  "get statefulset,deployment") echo deployment.apps/parley ;;
  "create secret")
    requires "$6"
    "$REAL" "$@" --dry-run=client -o yaml >"$next"
    touch "$CLUSTER/secret-$4"
    ;;
  "apply -f") cp "$3" "$next" ;;
  "apply -k")
    rendered="$("$REAL" kustomize "$3")"
    for namespace in $(printf '%s\n' "$rendered" | sed -n 's/^  namespace: //p' | sort -u); do requires "$namespace"; done
    printf '%s\n' "$rendered" >"$next"
    ;;
  "rollout status") echo "$5 was rolled out" ;;
  *) echo "kubectl $*: not known here" >&2; exit 1 ;;
esac
