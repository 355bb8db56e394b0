package dev.duet.interop;

import dev.duet.Metadata;
import dev.duet.Status;
import dev.duet.StatusException;
import dev.duet.interop.testing.BoolValue;
import dev.duet.interop.testing.EchoStatus;
import dev.duet.interop.testing.Empty;
import dev.duet.interop.testing.ResponseParameters;
import dev.duet.interop.testing.SimpleRequest;
import dev.duet.interop.testing.SimpleResponse;
import dev.duet.interop.testing.StreamingInputCallRequest;
import dev.duet.interop.testing.StreamingInputCallResponse;
import dev.duet.interop.testing.StreamingOutputCallRequest;
import dev.duet.interop.testing.StreamingOutputCallResponse;
import dev.duet.interop.testing.TestService;
import dev.duet.server.CallContext;
import dev.duet.server.Requests;
import dev.duet.server.Responses;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The service that every gRPC implementation is tested with.
///
/// What it does is written in gRPC's interoperability test descriptions, under "Server": it answers
/// with what the request asks for, and sends certain metadata back.
final class TestServiceHandler implements TestService.Service {
    static final String ECHO_INITIAL = "x-grpc-test-echo-initial";
    static final String ECHO_TRAILING = "x-grpc-test-echo-trailing-bin";

    /// What grpc-java's tests expect back in headers and trailers alike.
    private static final String ECHO_BOTH = "google.protobuf.stringvalue-bin";

    @Override
    public Empty emptyCall(Empty request) {
        begin(CallContext.current());
        return request;
    }

    @Override
    public SimpleResponse unaryCall(SimpleRequest request) {
        CallContext call = CallContext.current();
        begin(call);
        requireCompression(request.expectCompressed(), call);
        failIfAsked(request.responseStatus());
        call.compressing(isTrue(request.responseCompressed()));
        return SimpleResponse.builder().payload(Zeros.payload(request.responseSize())).build();
    }

    @Override
    public void streamingOutputCall(
            StreamingOutputCallRequest request, Responses<StreamingOutputCallResponse> responses)
            throws InterruptedException {
        begin(responses.call());
        answer(request, responses);
    }

    @Override
    public StreamingInputCallResponse streamingInputCall(
            Requests<StreamingInputCallRequest> requests) {
        begin(requests.call());
        int size = 0;
        for (StreamingInputCallRequest request : requests) {
            requireCompression(request.expectCompressed(), requests.call());
            size += request.payload() == null ? 0 : request.payload().body().size();
        }
        return new StreamingInputCallResponse(size);
    }

    @Override
    public void fullDuplexCall(
            Requests<StreamingOutputCallRequest> requests,
            Responses<StreamingOutputCallResponse> responses)
            throws InterruptedException {
        begin(requests.call());
        for (StreamingOutputCallRequest request : requests) {
            answer(request, responses);
        }
    }

    @Override
    public void halfDuplexCall(
            Requests<StreamingOutputCallRequest> requests,
            Responses<StreamingOutputCallResponse> responses)
            throws InterruptedException {
        begin(requests.call());
        List<StreamingOutputCallRequest> all = new ArrayList<>();
        requests.forEach(all::add);
        for (StreamingOutputCallRequest request : all) {
            answer(request, responses);
        }
    }

    private static void answer(
            StreamingOutputCallRequest request, Responses<StreamingOutputCallResponse> responses)
            throws InterruptedException {
        failIfAsked(request.responseStatus());
        for (ResponseParameters parameters : request.responseParameters()) {
            TimeUnit.MICROSECONDS.sleep(parameters.intervalUs());
            responses.call().compressing(isTrue(parameters.compressed()));
            String peer = isTrue(parameters.fillPeerSocketAddress()) ? responses.call().peer() : "";
            responses.send(
                    StreamingOutputCallResponse.builder()
                            .payload(Zeros.payload(parameters.size()))
                            .peerSocketAddress(peer)
                            .build());
        }
    }

    /// Sends back what metadata asks for. Says that responses may be compressed; each request says
    /// whether its own are.
    private static void begin(CallContext call) {
        call.compressWith("gzip");
        call.compressing(false);
        Metadata headers = Metadata.EMPTY;
        String initial = call.metadata().get(ECHO_INITIAL);
        if (initial != null) {
            headers = headers.with(ECHO_INITIAL, initial);
        }
        byte[] trailing = call.metadata().getBinary(ECHO_TRAILING);
        if (trailing != null) {
            call.addTrailers(Metadata.EMPTY.withBinary(ECHO_TRAILING, trailing));
        }
        byte[] both = call.metadata().getBinary(ECHO_BOTH);
        if (both != null) {
            call.addTrailers(Metadata.EMPTY.withBinary(ECHO_BOTH, both));
            headers = headers.withBinary(ECHO_BOTH, both);
        }
        if (!headers.isEmpty()) {
            call.sendHeaders(headers);
        }
    }

    private static void failIfAsked(EchoStatus asked) {
        if (asked != null && asked.code() != Status.Code.OK.value()) {
            throw StatusException.untraced(
                    Status.of(asked.code()).withDescription(asked.message()));
        }
    }

    private static void requireCompression(BoolValue expected, CallContext call) {
        if (isTrue(expected) && !call.receivedCompressed()) {
            throw StatusException.untraced(
                    Status.INVALID_ARGUMENT.withDescription(
                            "the request is not compressed, but says that it is"));
        }
    }

    private static boolean isTrue(BoolValue value) {
        return value != null && value.value();
    }
}
