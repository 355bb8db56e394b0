#!/usr/bin/env bash
# The standard interop cases against grpc's C core, by Debian's python3-grpcio, and against grpc-js,
# both in both directions, and against ourselves; curl and buf as clients.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

if ! /usr/bin/python3 -c 'import grpc, google.protobuf' 2>/dev/null || ! command -v protoc >/dev/null
then
    sudo=
    if [ "$(id -u)" -ne 0 ]; then sudo=sudo; fi
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends \
        python3-grpcio python3-protobuf protobuf-compiler >/dev/null
fi

logs=$(mktemp -d)
servers=()
stop() {
    for pid in "${servers[@]}"; do kill "$pid" 2>/dev/null || true; done
    rm -rf "$logs"
}
trap stop EXIT

port= # of the server started last
start() { # start COMMAND...: a server that says "Listening on port N"
    "$@" >"$logs/server" 2>&1 &
    servers+=($!)
    for _ in $(seq 600); do
        port=$(sed -n 's/^Listening on port \([0-9]*\)$/\1/p' "$logs/server")
        if [ -n "$port" ]; then return; fi
        sleep 0.1
    done
    cat "$logs/server" >&2
    echo "the server does not listen: $*" >&2
    exit 1
}

cases="empty_unary large_unary very_large_request client_streaming server_streaming ping_pong
    empty_stream cancel_after_begin cancel_after_first_response timeout_on_sleeping_server
    custom_metadata status_code_and_message special_status_message unimplemented_method
    unimplemented_service rpc_soak channel_soak"
# Servers on grpc-js do not compress.
compressed="server_compressed_unary server_compressed_streaming"
# Servers in Python and on grpc-js cannot tell whether a request was compressed.
only_ours="client_compressed_unary client_compressed_streaming"

run() { # run CASES...: our client against the server on $port
    for case in "$@"; do
        ./interop/client --server_host=localhost --server_port="$port" --use_tls=false \
            --test_case="$case"
    done
}

./interop/start.sh
echo "-- our client, our server"
start ./interop/server --port=0 --use_tls=false
ours=$port
run $cases $compressed $only_ours
start ./interop/server --port=0 --use_tls=false --max_concurrent_streams=2
run max_concurrent_streams_connection_scaling

echo "-- grpcio's client, our server"
/usr/bin/python3 interop/peers/grpcio/client.py "$ours"

echo "-- our client, grpcio's server"
start /usr/bin/python3 interop/peers/grpcio/server.py 0
run $cases $compressed

if command -v npm >/dev/null; then
    npm ci --prefix interop/peers/grpc-js --ignore-scripts --no-audit --no-fund --loglevel=error
    echo "-- grpc-js's client, our server"
    node interop/peers/grpc-js/client.js "$ours"

    echo "-- our client, grpc-js's server"
    start node interop/peers/grpc-js/server.js 0
    run $cases
fi

echo "-- curl, our server"
service=http://localhost:$ours/grpc.testing.TestService
printf '\0\0\0\0\0' | curl -sS --http2-prior-knowledge -H 'content-type: application/grpc' \
    -H 'te: trailers' --data-binary @- -D "$logs/headers" -o "$logs/body" "$service/EmptyCall"
grep -qi '^grpc-status: 0' "$logs/headers"
printf '\0\0\0\0\0' | cmp - "$logs/body"
# Without a body: older versions of curl, told to stop while they still send, lose the answer.
test 415 = "$(curl -sS --http2-prior-knowledge -X POST -o /dev/null -w '%{http_code}' \
    "$service/EmptyCall")"

echo "-- buf curl, our server"
buf() {
    npx --yes --loglevel=error @bufbuild/buf@1.75.0 curl --protocol grpc --http2-prior-knowledge \
        --schema interop/src/main/proto "$@"
}
buf -d '{"responseSize": 3}' "$service/UnaryCall" | grep -q '"body": *"AAAA"'
printf '{"responseParameters":[{"size":3}]}\n{"responseParameters":[{"size":6},{"size":3}]}\n' |
    buf -d @- "$service/FullDuplexCall" | grep -c '"body"' | grep -qx 3
if buf -d '{}' "$service/UnimplementedCall" 2>"$logs/error"; then exit 1; fi
grep -q unimplemented "$logs/error"
echo "all passed"
