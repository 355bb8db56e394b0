#!/usr/bin/env bash
# The launcher ./duet in a clone of its own: finding a JDK, the first build, building again when
# sources are newer, starting quickly.
set -euo pipefail
# shellcheck source=checks.bash
. .ci/linux/checks.bash
checkout=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

jdk=$(./duet --print-java-home)
clone="$work/a clone"
git clone -q "$checkout" "$clone"
cd "$work"

fake_jdk() { # fake_jdk FOLDER VERSION
    mkdir -p "$1/bin"
    printf 'IMPLEMENTOR="nobody"\nJAVA_VERSION="%s"\n' "$2" >"$1/release"
    printf '#!/bin/sh\n' | tee "$1/bin/java" >"$1/bin/javac"
    chmod +x "$1/bin/java" "$1/bin/javac"
}
fake_jdk "$work/jdk24" 24.0.1
fake_jdk "$work/jdk26" 26
fake_jdk "$work/sdk/.sdkman/candidates/java/31-x" 31.0.1

run env DUET_JAVA_HOME="$work/jdk26" "$clone/duet" --print-java-home
check "DUET_JAVA_HOME is taken first" is "$out" "$work/jdk26"
run env JAVA_HOME="$work/jdk26" "$clone/duet" --print-java-home
check "then JAVA_HOME" is "$out" "$work/jdk26"
run env JAVA_HOME="$work/jdk24" PATH="$work/jdk26/bin:$PATH" "$clone/duet" --print-java-home
check "then the PATH; what is too old is passed over" is "$out" "$work/jdk26"
run env -u JAVA_HOME DUET_JAVA_HOME="$work/jdk24" "$clone/duet" --print-java-home
check "then the usual folders" is "$code" 0

without_jdks() { # hides the system's JDKs from a command, in a mount namespace of its own
    unshare -m bash -c 'mount -t tmpfs none /usr/lib/jvm && exec "$@"' - \
        env -u JAVA_HOME -u DUET_JAVA_HOME "$@"
}
if [ "$(id -u)" -eq 0 ] && unshare -m true 2>/dev/null && [ "${jdk#/usr/lib/jvm/}" != "$jdk" ]; then
    run without_jdks env HOME="$work/sdk" "$clone/duet" --print-java-home
    check "SDKMAN's folder is looked at" is "$out" "$work/sdk/.sdkman/candidates/java/31-x"
    run without_jdks env HOME="$work" "$clone/duet" --version
    check "without any JDK: exit code 3" is "$code" 3
    check "without any JDK: says so" says "no JDK 25 or newer found"
    check "without any JDK: says how to get one" says "sdk install java"
else
    echo "(not root, or no JDK in /usr/lib/jvm: the system's JDKs cannot be hidden)"
fi

run env PATH="$work/bin:/usr/bin:/bin" sh -c 'mkdir -p "$1/bin"; for t in sh dirname readlink find head mkdir cat date rm grep; do ln -sf "$(command -v $t)" "$1/bin/$t"; done' - "$work"
run env PATH="$work/bin" DUET_JAVA_HOME="$jdk" "$clone/duet" --version
check "without Maven: exit code 3" is "$code" 3
check "without Maven: says so" says "Maven 3.8 or newer is needed"

run "$clone/duet" --version
check "the first use builds, and works from any folder" is "$code" 0
check "the first use says what it does" says "first use: building the tool"
check "and how long it took" says "duet: built in"
run "$clone/duet" --version
check "the second use does not build" is "$(printf '%s\n' "$out" | head -n 1)" \
    "$(printf '%s\n' "$out" | grep '^duet [0-9]')"
fastest 3 "$clone/duet" --version
check "and is quick, the best of 3 runs" within 1000
ln -s "$clone/duet" "$work/link"
run "$work/link" --version
check "a symbolic link to it works" is "$code" 0

touch "$clone/cli/src/main/java/dev/duet/cli/Main.java"
run "$clone/duet" --version
check "newer sources are built again" says "the sources have changed: building the tool again"
run "$clone/duet" --version
check "once" is "$code$(printf '%s' "$out" | grep -c building)" 00

echo 'class Broken {' >"$clone/cli/src/main/java/dev/duet/cli/Broken.java"
run "$clone/duet" --version
check "sources that do not compile: exit code 3" is "$code" 3
check "sources that do not compile: names the file" says "Broken.java"
check "sources that do not compile: says where all output is" says "duet-build.log"
rm "$clone/cli/src/main/java/dev/duet/cli/Broken.java"
run "$clone/duet" --version
check "and it recovers" is "$code" 0

cd "$checkout"
touch cli/src/main/resources
run ./duet --version # what this checkout has is what the local repository has again
check "the checkout's own build is installed again" is "$code" 0
finish
