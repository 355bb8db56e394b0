package dev.duet.interop;

import dev.duet.CallOptions;
import dev.duet.Metadata;
import dev.duet.ResponseInfo;

import java.util.Arrays;

/// Cases of headers and trailers.
final class MetadataCases {
    private static final String INITIAL_VALUE = "test_initial_metadata_value";
    private static final byte[] TRAILING_VALUE = {(byte) 0xab, (byte) 0xab, (byte) 0xab};

    private MetadataCases() {}

    static void customMetadata(Target target) {
        ResponseInfo unary = new ResponseInfo();
        UnaryCases.requirePayload(
                target.service().unaryCall(UnaryCases.largeRequest().build(), options(unary)),
                UnaryCases.RESPONSE_BYTES);
        requireEcho(unary);

        ResponseInfo duplex = new ResponseInfo();
        try (var call = target.service().fullDuplexCall(options(duplex))) {
            call.send(StreamingCases.request(UnaryCases.REQUEST_BYTES, UnaryCases.RESPONSE_BYTES));
            call.complete();
            StreamingCases.requirePayload(call.receive(), UnaryCases.RESPONSE_BYTES);
            Check.equal(call.receive(), null, "what comes after the last response");
            call.await();
        }
        requireEcho(duplex);
    }

    private static CallOptions options(ResponseInfo info) {
        Metadata metadata =
                Metadata.of(TestServiceHandler.ECHO_INITIAL, INITIAL_VALUE)
                        .withBinary(TestServiceHandler.ECHO_TRAILING, TRAILING_VALUE);
        return CallOptions.DEFAULT.withMetadata(metadata).withResponseInfo(info);
    }

    private static void requireEcho(ResponseInfo info) {
        Check.equal(
                info.headers().get(TestServiceHandler.ECHO_INITIAL), INITIAL_VALUE, "the header");
        byte[] trailer = info.trailers().getBinary(TestServiceHandler.ECHO_TRAILING);
        Check.that(Arrays.equals(trailer, TRAILING_VALUE), "the trailer came back");
    }
}
