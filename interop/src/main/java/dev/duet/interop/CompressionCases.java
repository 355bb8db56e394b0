package dev.duet.interop;

import dev.duet.CallOptions;
import dev.duet.Status;
import dev.duet.client.BidiCall;
import dev.duet.interop.testing.BoolValue;
import dev.duet.interop.testing.ResponseParameters;
import dev.duet.interop.testing.SimpleRequest;
import dev.duet.interop.testing.SimpleResponse;
import dev.duet.interop.testing.StreamingInputCallRequest;
import dev.duet.interop.testing.StreamingOutputCallRequest;
import dev.duet.interop.testing.StreamingOutputCallResponse;
import dev.duet.interop.testing.TestService;

/// Cases of compressed requests and responses.
final class CompressionCases {
    private static final CallOptions GZIP = CallOptions.DEFAULT.withCompression("gzip");

    private CompressionCases() {}

    static void clientCompressedUnary(Target target) {
        SimpleRequest compressed =
                UnaryCases.largeRequest().expectCompressed(new BoolValue(true)).build();
        SimpleRequest plain =
                UnaryCases.largeRequest().expectCompressed(new BoolValue(false)).build();
        Check.failure(Status.Code.INVALID_ARGUMENT, () -> target.service().unaryCall(compressed));
        UnaryCases.requirePayload(
                target.service().unaryCall(compressed, GZIP), UnaryCases.RESPONSE_BYTES);
        UnaryCases.requirePayload(target.service().unaryCall(plain), UnaryCases.RESPONSE_BYTES);
    }

    static void clientCompressedStreaming(Target target) {
        Check.failure(
                Status.Code.INVALID_ARGUMENT,
                () -> {
                    try (var call = target.service().streamingInputCall()) {
                        call.send(input(27_182, true));
                        call.await();
                    }
                });
        try (var call = target.service().streamingInputCall(GZIP)) {
            call.send(input(27_182, true));
            call.compressing(false);
            call.send(input(45_904, false));
            Check.equal(
                    call.await().aggregatedPayloadSize(), 27_182 + 45_904, "the sum of all sizes");
        }
    }

    private static StreamingInputCallRequest input(int size, boolean compressed) {
        return StreamingInputCallRequest.builder()
                .payload(Zeros.payload(size))
                .expectCompressed(new BoolValue(compressed))
                .build();
    }

    static void serverCompressedUnary(Target target) {
        for (boolean compressed : new boolean[] {true, false}) {
            SimpleRequest request =
                    UnaryCases.largeRequest().responseCompressed(new BoolValue(compressed)).build();
            // The streaming form of the call, because it tells how the response came.
            try (BidiCall<SimpleRequest, SimpleResponse> call =
                    target.channel().bidi(TestService.UNARY_CALL, CallOptions.DEFAULT)) {
                call.send(request);
                call.complete();
                UnaryCases.requirePayload(call.receive(), UnaryCases.RESPONSE_BYTES);
                Check.equal(call.receivedCompressed(), compressed, "whether it was compressed");
            }
        }
    }

    static void serverCompressedStreaming(Target target) {
        StreamingOutputCallRequest request =
                StreamingOutputCallRequest.builder()
                        .addResponseParameters(output(31_415, true))
                        .addResponseParameters(output(92_653, false))
                        .build();
        try (var call = target.service().streamingOutputCall(request)) {
            StreamingOutputCallResponse first = call.receive();
            Check.that(call.receivedCompressed(), "the first response was compressed");
            StreamingCases.requirePayload(first, 31_415);
            StreamingOutputCallResponse second = call.receive();
            Check.that(!call.receivedCompressed(), "the second response was not compressed");
            StreamingCases.requirePayload(second, 92_653);
            Check.equal(call.receive(), null, "what comes after the last response");
        }
    }

    private static ResponseParameters output(int size, boolean compressed) {
        return ResponseParameters.builder()
                .size(size)
                .compressed(new BoolValue(compressed))
                .build();
    }
}
