#!/bin/sh
# Builds the interop programs if that has not been done since the last change, and starts one:
# start.sh CLASS FLAGS…. Without arguments it only builds.
set -eu
home=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$home")
stamp=$home/target/built
if [ ! -e "$stamp" ] || [ -n "$(find "$root/runtime/src/main" "$root/compiler/src/main" \
    "$home/src/main" "$home/pom.xml" -newer "$stamp" -print 2>/dev/null | head -n 1)" ]; then
    mkdir -p "$home/target"
    touch "$stamp.new"
    mvn -q -B -f "$root/pom.xml" -DskipTests -Dformat.skip package -pl interop -am >&2
    mv "$stamp.new" "$stamp"
fi
if [ $# -eq 0 ]; then exit 0; fi
class=$1
shift
java="$("$root/duet" --print-java-home)/bin/java"
exec "$java" -cp "$home/target/classes:$root/runtime/target/classes" "dev.duet.interop.$class" "$@"
