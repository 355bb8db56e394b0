"""gRPC's standard interop cases on grpcio: client.py PORT runs all, and exits with 1 if one fails."""

import queue
import sys
import time
import traceback

import grpc

import messages as m

SPECIAL_MESSAGE = "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n"
REQUEST_SIZES = [27182, 8, 1828, 45904]
RESPONSE_SIZES = [31415, 9, 2653, 58979]


class Service:
    """The methods of the service as grpcio calls them."""

    def __init__(self, channel):
        def method(make, name, response_type, service=m.SERVICE):
            return make(
                f"/{service}/{name}",
                request_serializer=lambda message: message.SerializeToString(),
                response_deserializer=response_type.FromString,
            )

        self.empty = method(channel.unary_unary, "EmptyCall", m.Empty)
        self.unary = method(channel.unary_unary, "UnaryCall", m.SimpleResponse)
        self.output = method(
            channel.unary_stream, "StreamingOutputCall", m.StreamingOutputCallResponse
        )
        self.input = method(
            channel.stream_unary, "StreamingInputCall", m.StreamingInputCallResponse
        )
        self.duplex = method(channel.stream_stream, "FullDuplexCall", m.StreamingOutputCallResponse)
        self.unimplemented = method(channel.unary_unary, "UnimplementedCall", m.Empty)
        self.unimplemented_service = method(
            channel.unary_unary, "UnimplementedCall", m.Empty, "grpc.testing.UnimplementedService"
        )


class Requests:
    """An iterator that gives what was put in, until it is closed."""

    def __init__(self):
        self.queue = queue.Queue()

    def send(self, message):
        self.queue.put(message)

    def close(self):
        self.queue.put(None)

    def __iter__(self):
        return iter(self.queue.get, None)


def large_request(**more):
    return m.SimpleRequest(response_size=314159, payload=m.zeros(271828), **more)


def output_request(*sizes, **more):
    return m.StreamingOutputCallRequest(
        response_parameters=[{"size": size} for size in sizes], **more
    )


def require_size(response, size):
    assert response.payload.body == bytes(size), len(response.payload.body)


def failure(code, call):
    try:
        call()
    except grpc.RpcError as error:
        assert error.code() == code, f"{error.code()}: {error.details()}"
        return error
    raise AssertionError(f"succeeded, but should have failed with {code}")


def empty_unary(service):
    assert service.empty(m.Empty()) == m.Empty()


def large_unary(service):
    require_size(service.unary(large_request()), 314159)


def very_large_request(service):
    request = m.SimpleRequest(response_size=10, payload=m.zeros(10 * 1024 * 1024))
    require_size(service.unary(request), 10)


def client_compressed_unary(service):
    probe = large_request(expect_compressed={"value": True})
    failure(grpc.StatusCode.INVALID_ARGUMENT, lambda: service.unary(probe))
    require_size(service.unary(probe, compression=grpc.Compression.Gzip), 314159)
    require_size(service.unary(large_request(expect_compressed={"value": False})), 314159)


def server_compressed_unary(service):
    for compressed in True, False:
        request = large_request(response_compressed={"value": compressed})
        require_size(service.unary(request), 314159)


def client_streaming(service):
    requests = (m.StreamingInputCallRequest(payload=m.zeros(size)) for size in REQUEST_SIZES)
    assert service.input(requests).aggregated_payload_size == sum(REQUEST_SIZES)


def client_compressed_streaming(service):
    def request(size, compressed):
        return m.StreamingInputCallRequest(
            payload=m.zeros(size), expect_compressed={"value": compressed}
        )

    failure(
        grpc.StatusCode.INVALID_ARGUMENT, lambda: service.input(iter([request(27182, True)]))
    )
    both = iter([request(27182, True), request(45904, False)])
    response = service.input(both, compression=grpc.Compression.Gzip)
    assert response.aggregated_payload_size == 27182 + 45904


def server_streaming(service):
    responses = service.output(output_request(*RESPONSE_SIZES))
    assert [len(response.payload.body) for response in responses] == RESPONSE_SIZES


def server_compressed_streaming(service):
    request = m.StreamingOutputCallRequest(
        response_parameters=[
            {"size": 31415, "compressed": {"value": True}},
            {"size": 92653, "compressed": {"value": False}},
        ]
    )
    assert [len(response.payload.body) for response in service.output(request)] == [31415, 92653]


def ping_pong(service):
    requests = Requests()
    responses = service.duplex(iter(requests))
    for request_size, response_size in zip(REQUEST_SIZES, RESPONSE_SIZES):
        requests.send(output_request(response_size, payload=m.zeros(request_size)))
        require_size(next(responses), response_size)
    requests.close()
    assert next(responses, None) is None


def empty_stream(service):
    assert list(service.duplex(iter([]))) == []


def cancel_after_begin(service):
    call = service.input.future(iter(Requests()))
    call.cancel()
    assert call.code() == grpc.StatusCode.CANCELLED


def cancel_after_first_response(service):
    requests = Requests()
    responses = service.duplex(iter(requests))
    requests.send(output_request(31415, payload=m.zeros(27182)))
    require_size(next(responses), 31415)
    responses.cancel()
    failure(grpc.StatusCode.CANCELLED, lambda: next(responses))


def timeout_on_sleeping_server(service):
    requests = Requests()
    responses = service.duplex(iter(requests), timeout=0.001)
    requests.send(output_request(payload=m.zeros(27182)))
    failure(grpc.StatusCode.DEADLINE_EXCEEDED, lambda: next(responses))


def custom_metadata(service):
    metadata = [
        (m.ECHO_INITIAL, "test_initial_metadata_value"),
        (m.ECHO_TRAILING, b"\xab\xab\xab"),
    ]

    def require_echo(call):
        assert metadata[0] in [tuple(field) for field in call.initial_metadata()]
        assert metadata[1] in [tuple(field) for field in call.trailing_metadata()]

    _, call = service.unary.with_call(large_request(), metadata=metadata)
    require_echo(call)
    request = output_request(314159, payload=m.zeros(271828))
    call = service.duplex(iter([request]), metadata=metadata)
    assert len(list(call)) == 1
    require_echo(call)


def status_code_and_message(service):
    status = {"code": 2, "message": "test status message"}
    unary = m.SimpleRequest(response_status=status)
    error = failure(grpc.StatusCode.UNKNOWN, lambda: service.unary(unary))
    assert error.details() == status["message"]
    duplex = m.StreamingOutputCallRequest(response_status=status)
    error = failure(grpc.StatusCode.UNKNOWN, lambda: next(service.duplex(iter([duplex]))))
    assert error.details() == status["message"]


def special_status_message(service):
    request = m.SimpleRequest(response_status={"code": 2, "message": SPECIAL_MESSAGE})
    error = failure(grpc.StatusCode.UNKNOWN, lambda: service.unary(request))
    assert error.details() == SPECIAL_MESSAGE, repr(error.details())


def unimplemented_method(service):
    failure(grpc.StatusCode.UNIMPLEMENTED, lambda: service.unimplemented(m.Empty()))


def unimplemented_service(service):
    failure(grpc.StatusCode.UNIMPLEMENTED, lambda: service.unimplemented_service(m.Empty()))


def rpc_soak(service):
    for _ in range(200):
        require_size(service.unary(large_request()), 314159)


CASES = [
    empty_unary,
    large_unary,
    very_large_request,
    client_compressed_unary,
    server_compressed_unary,
    client_streaming,
    client_compressed_streaming,
    server_streaming,
    server_compressed_streaming,
    ping_pong,
    empty_stream,
    cancel_after_begin,
    cancel_after_first_response,
    timeout_on_sleeping_server,
    custom_metadata,
    status_code_and_message,
    special_status_message,
    unimplemented_method,
    unimplemented_service,
    rpc_soak,
]


def main():
    failed = 0
    with grpc.insecure_channel(f"localhost:{sys.argv[1]}", options=m.OPTIONS) as channel:
        service = Service(channel)
        for case in CASES:
            begin = time.monotonic()
            try:
                case(service)
                print(f"passed {case.__name__} ({time.monotonic() - begin:.2f} s)", flush=True)
            except Exception:  # pylint: disable=broad-except
                failed += 1
                print(f"FAILED {case.__name__}", flush=True)
                traceback.print_exc()
    print(f"{len(CASES) - failed} of {len(CASES)} cases passed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
