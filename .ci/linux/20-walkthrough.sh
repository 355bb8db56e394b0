#!/usr/bin/env bash
# The walkthrough by the real launcher: the demo; the same by hand in an empty folder; packages
# built and started by plain Maven; the examples; the runtime as a module; how long things take.
set -euo pipefail
# shellcheck source=checks.bash
. .ci/linux/checks.bash
root=$PWD
work=$(mktemp -d)
children=()
cleanup() {
    for child in "${children[@]:-}"; do
        [ -z "$child" ] || kill "$child" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap cleanup EXIT
jdk=$(./duet --print-java-home)
answers=$'Sam: Hi\nAnn: Hey\nJohn: Hello'
export NO_COLOR=1

listens() { (: <>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
start() { # start LOG COMMAND...: in the background, its output in LOG, its process in $child
    local log=$1
    shift
    "$@" >"$log" 2>&1 </dev/null &
    child=$!
    children+=("$child")
}
await_port() { # await_port PORT: up to 60 s
    local i
    for ((i = 0; i < 3000; i++)); do
        if listens "$1"; then return 0; fi
        kill -0 "$child" 2>/dev/null || return 1
        sleep 0.02
    done
    return 1
}
ends_with() { # ends_with CODE: whether the child ends, with that exit code
    local code=0
    wait "$child" || code=$?
    [ "$code" = "$1" ]
}

if listens 9090; then
    echo "port 9090 is taken: the walkthrough needs it" >&2
    exit 1
fi
run ./duet --version
check "the tool starts" is "$code" 0

run ./duet demo
check "duet demo ends with 0" is "$code" 0
check "duet demo shows the answers" says "$answers"
run ./duet demo --port 9099
check "duet demo again, on another port" is "$code" 0

# By hand, in an empty folder.
cd "$work"
cp "$root/examples/chat-service/src/main/proto/grpc_bidirectional_streaming.proto" .
run "$root/duet" generate --input grpc_bidirectional_streaming.proto --output stubs
check "duet generate" is "$code" 0
run "$root/duet" generate --input grpc_bidirectional_streaming.proto --output service --mode service
run "$root/duet" generate --input grpc_bidirectional_streaming.proto --output client --mode client
fastest 5 "$root/duet" generate --input grpc_bidirectional_streaming.proto --output timed
check "duet generate takes under 600 ms, the best of 5 runs" within 600
run "$root/duet" new grpc_chat_service
cp -r stubs/* grpc_chat_service/src/main/java/
cp service/ChatServer.java grpc_chat_service/src/main/java/
run "$root/duet" new grpc_chat_client
cp -r stubs/* grpc_chat_client/src/main/java/
cp client/ChatClient.java grpc_chat_client/src/main/java/
start service.log "$root/duet" run grpc_chat_service
check "the service of --mode service listens" await_port 9090
run "$root/duet" run grpc_chat_client
check "the client of --mode client ends with 0" is "$code" 0
check "and gets an answer" is "$(printf '%s' "$out" | grep -c .)" "$(printf '%s' "$out" | grep -c ': ')"
run "$root/duet" demo
check "duet demo while 9090 is taken: exit code 3" is "$code" 3
check "duet demo while 9090 is taken: says so" says "port 9090 is taken"
run "$root/duet" run grpc_chat_service
check "a second service: not 0" [ "$code" -ne 0 ]
check "a second service: says which address is in use" says "localhost:9090"
kill -TERM "$child"
check "the service drains and ends with 0" ends_with 0

best=100000
for _ in 1 2 3; do
    began=$(date +%s%N)
    start service.log "$root/duet" run grpc_chat_service
    check "the service listens again" await_port 9090
    millis=$((($(date +%s%N) - began) / 1000000))
    [ "$millis" -ge "$best" ] || best=$millis
    kill -TERM "$child"
    check "and ends" ends_with 0
done
millis=$best
check "it listens within 1.5 s, the best of 3 runs" within 1500

# The README's way: the proto in the package, and then plain Maven.
for name in service client; do
    run "$root/duet" new "maven-$name"
    cp grpc_bidirectional_streaming.proto "maven-$name/src/main/proto/"
    cp "$root/examples/chat-$name/src/main/java/Main.java" "maven-$name/src/main/java/"
    run mvn -q -B -ntp -f "maven-$name" compile
    check "plain mvn builds the package ($name)" is "$code" 0
done
run mvn -B -ntp -f maven-client compile
check "a second build generates nothing" says "Nothing to generate: up to date"
start maven.log mvn -q -B -ntp -f maven-service compile exec:exec
check "plain mvn starts the service" await_port 9090
run mvn -q -B -ntp -f maven-client compile exec:exec
check "plain mvn starts the client" is "$code" 0
check "and it gets the answers" says "$answers"
for service in $(pgrep -P "$child"); do kill "$service"; done # Maven ends when what it started does
wait "$child" || true

cp "$root/examples/chat-service/src/main/proto/grpc_bidirectional_streaming.proto" broken.proto
sed -i 's/string name = 1/strin name = 1/' broken.proto
cp broken.proto maven-client/src/main/proto/grpc_bidirectional_streaming.proto
run mvn -q -B -ntp -f maven-client compile
check "a broken proto fails the Maven build" [ "$code" -ne 0 ]
check "and says where" says "grpc_bidirectional_streaming.proto:14:3: "

# A package with a library of others: Maven is asked for it, once.
run "$root/duet" new with-library
sed -i 's|^  </dependencies>|    <dependency>\n      <groupId>info.picocli</groupId>\n      <artifactId>picocli</artifactId>\n      <version>4.7.7</version>\n    </dependency>\n  </dependencies>|' with-library/pom.xml
printf 'void main() {\n    IO.println(picocli.CommandLine.VERSION);\n}\n' >with-library/src/main/java/Main.java
run "$root/duet" run with-library
check "duet run finds the libraries that the pom names" says "4.7.7"
run env PATH="$jdk/bin:/usr/bin:/bin" sh -c 'mkdir bin; for t in sh env dirname readlink find head; do ln -s "$(command -v $t)" bin/; done; PATH=$PWD/bin exec "$@"' - \
    env DUET_JAVA_HOME="$jdk" "$root/duet" run with-library
check "and remembers them" is "$out" "4.7.7"

# From the module path.
mkdir -p module/src/chat
cat >module/src/module-info.java <<'END'
module chat {
    requires dev.duet;
}
END
cat >module/src/chat/Main.java <<'END'
package chat;

class Main {
    public static void main(String[] arguments) throws Exception {
        try (var server = dev.duet.server.Server.listen(0).start()) {
            System.out.println(Main.class.getModule() + " uses " + server.getClass().getModule());
        }
    }
}
END
runtime="$root/target/duet/lib/duet-runtime.jar"
run "$jdk/bin/javac" -p "$runtime" -d module/classes module/src/module-info.java module/src/chat/Main.java
check "a module can require dev.duet" is "$code" 0
run "$jdk/bin/java" -p "$runtime:module/classes" -m chat/chat.Main
check "and runs with it" says "module chat uses module dev.duet"

finish
