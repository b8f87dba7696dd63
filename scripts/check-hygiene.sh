#!/usr/bin/env bash
# Refuses what must not be committed: paths of somebody's machine, notes to oneself, huge files.
set -euo pipefail
cd "$(dirname "$0")/.."

failed=0

# $1: what is wrong, $2: pattern, the rest: where to look.
refuse() {
  local what=$1 pattern=$2
  shift 2
  if git grep -nIE "$pattern" -- "$@" ':!scripts/check-hygiene.sh'; then
    echo "error: $what (above)" >&2
    failed=1
  fi
}

refuse "paths of a machine" '(^|[^A-Za-z0-9_.])/(root|home|Users|work|opt)/[A-Za-z0-9_.-]' .
refuse "notes to oneself" '\b(TODO|FIXME|XXX|HACK)\b' .
refuse "a test that is switched off" '\.disabled\(' Tests
refuse "a trap in place of an error" '\b(fatalError|try!)' Sources

while read -r size name; do
  echo "$name: $size bytes" >&2
  echo "error: files of more than a megabyte do not belong here" >&2
  failed=1
done < <(git ls-files -z | xargs -0 -r stat -c '%s %n' 2>/dev/null | awk '$1 > 1048576')

exit "$failed"
