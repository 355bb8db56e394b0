#!/usr/bin/env bash
# The official conformance suite of protobuf: binary, JSON and text format.
set -euo pipefail
if ! command -v npm >/dev/null && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    apt-get install -q -y --no-install-recommends npm >/dev/null
fi
exec conformance/run
