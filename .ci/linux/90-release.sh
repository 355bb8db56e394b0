#!/usr/bin/env bash
# What a release has: jars with sources and documentation (its checks on), and the same bytes from
# the same sources, wherever they lie.
set -euo pipefail
# shellcheck source=checks.bash
. .ci/linux/checks.bash
checkout=$PWD
jdk=$(./duet --print-java-home)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
modules=runtime,compiler,cli,maven-plugin,json,protobuf

for copy in one two; do
    git clone -q "$checkout" "$work/$copy"
    cd "$work/$copy"
    run mvn -q -B -ntp package -Prelease -Dmaven.test.skip=true -pl "$modules" -am
    check "the jars of a release, $copy" is "$code" 0
done

cd "$work/one"
jars=$(find . -maxdepth 3 -path './*/target/duet-*.jar' | sort)
check "there are jars of every module" [ "$(printf '%s\n' "$jars" | wc -l)" -ge 16 ]
for jar in $jars; do
    check "reproducible: $jar" cmp "$jar" "$work/two/$jar"
done
for jar in $(printf '%s\n' "$jars" | grep -v -e sources -e javadoc); do
    run "$jdk/bin/jar" -tf "$jar"
    check "has LICENSE and NOTICE: $jar" is "$(grep -c -e META-INF/LICENSE -e META-INF/NOTICE <<<"$out")" 2
done
finish
