package dev.duet.interop;

import dev.duet.interop.testing.ResponseParameters;
import dev.duet.interop.testing.StreamingInputCallRequest;
import dev.duet.interop.testing.StreamingOutputCallRequest;
import dev.duet.interop.testing.StreamingOutputCallResponse;

import java.util.List;

/// Cases in which one side or both send many messages.
final class StreamingCases {
    static final List<Integer> REQUEST_BYTES = List.of(27_182, 8, 1_828, 45_904);
    static final List<Integer> RESPONSE_BYTES = List.of(31_415, 9, 2_653, 58_979);

    private StreamingCases() {}

    static void clientStreaming(Target target) {
        try (var call = target.service().streamingInputCall()) {
            for (int size : REQUEST_BYTES) {
                call.send(StreamingInputCallRequest.builder().payload(Zeros.payload(size)).build());
            }
            int expected = REQUEST_BYTES.stream().mapToInt(Integer::intValue).sum();
            Check.equal(call.await().aggregatedPayloadSize(), expected, "the sum of all sizes");
        }
    }

    static void serverStreaming(Target target) {
        var request = StreamingOutputCallRequest.builder();
        for (int size : RESPONSE_BYTES) {
            request.addResponseParameters(parameters(size));
        }
        try (var call = target.service().streamingOutputCall(request.build())) {
            for (int size : RESPONSE_BYTES) {
                requirePayload(call.receive(), size);
            }
            Check.equal(call.receive(), null, "what comes after the last response");
        }
    }

    static void pingPong(Target target) {
        try (var call = target.service().fullDuplexCall()) {
            for (int i = 0; i < REQUEST_BYTES.size(); i++) {
                call.send(request(REQUEST_BYTES.get(i), RESPONSE_BYTES.get(i)));
                requirePayload(call.receive(), RESPONSE_BYTES.get(i));
            }
            call.complete();
            Check.equal(call.receive(), null, "what comes after the last response");
            call.await();
        }
    }

    static void emptyStream(Target target) {
        try (var call = target.service().fullDuplexCall()) {
            call.complete();
            Check.equal(call.receive(), null, "the first response");
            call.await();
        }
    }

    static StreamingOutputCallRequest request(int requestBytes, int responseBytes) {
        return StreamingOutputCallRequest.builder()
                .payload(Zeros.payload(requestBytes))
                .addResponseParameters(parameters(responseBytes))
                .build();
    }

    static ResponseParameters parameters(int size) {
        return ResponseParameters.builder().size(size).build();
    }

    static void requirePayload(StreamingOutputCallResponse response, int size) {
        Check.that(response != null, "a response came");
        Check.equal(response.payload(), Zeros.payload(size), "the payload");
    }
}
