#!/usr/bin/env bash
# The route guide, started by the tool: all four kinds of calls answer.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

out=$(./duet run examples/route-guide 2>/dev/null)
for line in \
    "Here is the Brandenburg Gate." \
    "Nothing here." \
    "Found the Oberbaum Bridge." \
    "Passed 3 points, 2 with a name, in 2 km." \
    "Somebody said: Lovely evening, too."; do
    grep -qxF "$line" <<<"$out" || { printf 'missing: %s\n%s\n' "$line" "$out" >&2; exit 1; }
done
if grep -q Cologne <<<"$out"; then exit 1; fi
echo "all four kinds of calls answered"
