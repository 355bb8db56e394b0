#!/usr/bin/env bash
# Ctrl-C and requests to end, as signals: programs of `duet run` drain, the second Ctrl-C stops them
# at once, and `duet generate --watch` ends.
set -euo pipefail
# shellcheck source=checks.bash
. .ci/linux/checks.bash
set -m # otherwise what runs in the background would ignore Ctrl-C
root=$PWD
work=$(mktemp -d)
child=
cleanup() {
    [ -z "$child" ] || kill -KILL -- "-$child" 2>/dev/null || true
    rm -rf "$work"
}
trap cleanup EXIT

start() { # start COMMAND...: in the background, its output in log, its process in $child
    "$root/duet" "$@" >log 2>&1 </dev/null &
    child=$!
}
await() { # await TEXT: until the log has it, up to 60 s
    local i
    for ((i = 0; i < 3000; i++)); do
        if grep -q "$1" log; then return 0; fi
        kill -0 "$child" 2>/dev/null || break
        sleep 0.02
    done
    cat log
    return 1
}
ends_with() { # ends_with CODE: whether the child ends within 60 s, with that exit code
    local i
    for ((i = 0; i < 3000; i++)); do
        kill -0 "$child" 2>/dev/null || break
        sleep 0.02
    done
    [ "$i" -lt 3000 ] || return 1
    code=0
    wait "$child" || code=$?
    [ "$code" = "$1" ]
}

cd "$work"
mkdir -p drains/src/main/java hangs/src/main/java protos
cat >drains/src/main/java/Main.java <<'END'
void main() throws Exception {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> IO.println("drained")));
    IO.println("ready");
    Thread.currentThread().join();
}
END
cat >hangs/src/main/java/Main.java <<'END'
void main() throws Exception {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
        IO.println("hanging");
        while (true) {
            Thread.onSpinWait();
        }
    }));
    IO.println("ready");
    Thread.currentThread().join();
}
END
printf 'syntax = "proto3";\nmessage Chat {}\n' >protos/chat.proto

for signal in INT TERM; do
    start run drains
    check "the program starts" await ready
    kill "-$signal" "$child"
    check "after SIG$signal it drains" await drained
    check "and the tool ends with 0" ends_with 0
done

start run hangs
check "a program that does not end starts" await ready
kill -INT "$child"
check "and hears of the first Ctrl-C" await hanging
kill -INT "$child"
check "the second one stops it: exit code 130" ends_with 130

start generate -i protos -o out --watch
check "duet generate --watch watches" await "watching the protos"
kill -INT "$child"
check "and Ctrl-C ends it with 0" ends_with 0

finish
