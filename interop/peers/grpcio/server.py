"""gRPC's standard interop server on grpcio: server.py PORT (0 for any; it is printed)."""

import concurrent.futures
import sys
import time

import grpc

import messages as m

CODES = {code.value[0]: code for code in grpc.StatusCode}


def echo_metadata(context):
    for key, value in context.invocation_metadata():
        if key == m.ECHO_INITIAL:
            context.send_initial_metadata([(key, value)])
        if key == m.ECHO_TRAILING:
            context.set_trailing_metadata([(key, value)])


def fail_if_asked(request, context):
    if request.HasField("response_status"):
        status = request.response_status
        context.abort(CODES[status.code], status.message)


def empty_call(request, context):
    return request


def unary_call(request, context):
    echo_metadata(context)
    fail_if_asked(request, context)
    if request.HasField("response_compressed") and request.response_compressed.value:
        context.set_compression(grpc.Compression.Gzip)
    else:
        context.disable_next_message_compression()
    return m.SimpleResponse(payload=m.zeros(request.response_size))


def answers(request, context):
    fail_if_asked(request, context)
    for parameters in request.response_parameters:
        time.sleep(parameters.interval_us / 1e6)
        if not parameters.compressed.value:
            context.disable_next_message_compression()
        yield m.StreamingOutputCallResponse(payload=m.zeros(parameters.size))


def streaming_output_call(request, context):
    if any(parameters.compressed.value for parameters in request.response_parameters):
        context.set_compression(grpc.Compression.Gzip)
    yield from answers(request, context)


def streaming_input_call(requests, context):
    return m.StreamingInputCallResponse(
        aggregated_payload_size=sum(len(request.payload.body) for request in requests)
    )


def full_duplex_call(requests, context):
    echo_metadata(context)
    for request in requests:
        yield from answers(request, context)


def handler(make, function, request_type):
    return make(
        function,
        request_deserializer=request_type.FromString,
        response_serializer=lambda message: message.SerializeToString(),
    )


METHODS = {
    "EmptyCall": handler(grpc.unary_unary_rpc_method_handler, empty_call, m.Empty),
    "UnaryCall": handler(grpc.unary_unary_rpc_method_handler, unary_call, m.SimpleRequest),
    "StreamingOutputCall": handler(
        grpc.unary_stream_rpc_method_handler, streaming_output_call, m.StreamingOutputCallRequest
    ),
    "StreamingInputCall": handler(
        grpc.stream_unary_rpc_method_handler, streaming_input_call, m.StreamingInputCallRequest
    ),
    "FullDuplexCall": handler(
        grpc.stream_stream_rpc_method_handler, full_duplex_call, m.StreamingOutputCallRequest
    ),
}


def main():
    server = grpc.server(
        concurrent.futures.ThreadPoolExecutor(max_workers=20), options=m.OPTIONS
    )
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(m.SERVICE, METHODS),))
    port = server.add_insecure_port(f"localhost:{sys.argv[1]}")
    server.start()
    print(f"Listening on port {port}", flush=True)
    server.wait_for_termination()


if __name__ == "__main__":
    main()
