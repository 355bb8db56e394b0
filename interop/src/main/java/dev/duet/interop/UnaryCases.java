package dev.duet.interop;

import dev.duet.interop.testing.Empty;
import dev.duet.interop.testing.SimpleRequest;
import dev.duet.interop.testing.SimpleResponse;

/// Cases of one request and one response.
final class UnaryCases {
    static final int REQUEST_BYTES = 271_828;
    static final int RESPONSE_BYTES = 314_159;

    /// More than the usual limit of 4 MiB.
    private static final int VERY_LARGE_BYTES = 10 * 1024 * 1024;

    private UnaryCases() {}

    static void emptyUnary(Target target) {
        Empty response = target.service().emptyCall(new Empty());
        Check.equal(response, new Empty(), "the response");
    }

    static void largeUnary(Target target) {
        requirePayload(target.service().unaryCall(largeRequest().build()), RESPONSE_BYTES);
    }

    static void veryLargeRequest(Target target) {
        SimpleRequest request =
                SimpleRequest.builder()
                        .payload(Zeros.payload(VERY_LARGE_BYTES))
                        .responseSize(10)
                        .build();
        requirePayload(target.service().unaryCall(request), 10);
    }

    static SimpleRequest.Builder largeRequest() {
        return SimpleRequest.builder()
                .responseSize(RESPONSE_BYTES)
                .payload(Zeros.payload(REQUEST_BYTES));
    }

    static void requirePayload(SimpleResponse response, int size) {
        Check.equal(response.payload(), Zeros.payload(size), "the payload");
    }
}
