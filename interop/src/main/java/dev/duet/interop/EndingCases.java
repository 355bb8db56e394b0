package dev.duet.interop;

import dev.duet.CallOptions;
import dev.duet.Status;
import dev.duet.interop.testing.EchoStatus;
import dev.duet.interop.testing.Empty;
import dev.duet.interop.testing.SimpleRequest;
import dev.duet.interop.testing.StreamingOutputCallRequest;
import dev.duet.interop.testing.UnimplementedService;

import java.time.Duration;

/// Cases of calls that end in other ways than with OK.
final class EndingCases {
    private static final String SPECIAL_MESSAGE =
            "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP \uD83D\uDE08\t\n";

    private EndingCases() {}

    static void cancelAfterBegin(Target target) {
        try (var call = target.service().streamingInputCall()) {
            call.cancel();
            Check.failure(Status.Code.CANCELLED, call::await);
        }
    }

    static void cancelAfterFirstResponse(Target target) {
        try (var call = target.service().fullDuplexCall()) {
            call.send(StreamingCases.request(27_182, 31_415));
            StreamingCases.requirePayload(call.receive(), 31_415);
            call.cancel();
            Check.failure(Status.Code.CANCELLED, call::receive);
        }
    }

    static void timeoutOnSleepingServer(Target target) {
        CallOptions oneMillisecond = CallOptions.DEFAULT.withDeadlineAfter(Duration.ofMillis(1));
        Check.failure(
                Status.Code.DEADLINE_EXCEEDED,
                () -> {
                    try (var call = target.service().fullDuplexCall(oneMillisecond)) {
                        call.send(
                                StreamingOutputCallRequest.builder()
                                        .payload(Zeros.payload(27_182))
                                        .build());
                        call.receive();
                    }
                });
    }

    static void statusCodeAndMessage(Target target) {
        requireEcho(target, "test status message");
        EchoStatus asked = new EchoStatus(Status.Code.UNKNOWN.value(), "test status message");
        try (var call = target.service().fullDuplexCall()) {
            call.send(StreamingOutputCallRequest.builder().responseStatus(asked).build());
            call.complete();
            Status status = Check.failure(Status.Code.UNKNOWN, call::receive);
            Check.equal(status.description(), "test status message", "the description");
        }
    }

    static void specialStatusMessage(Target target) {
        requireEcho(target, SPECIAL_MESSAGE);
    }

    private static void requireEcho(Target target, String message) {
        EchoStatus asked = new EchoStatus(Status.Code.UNKNOWN.value(), message);
        SimpleRequest request = SimpleRequest.builder().responseStatus(asked).build();
        Status status =
                Check.failure(Status.Code.UNKNOWN, () -> target.service().unaryCall(request));
        Check.equal(status.description(), message, "the description");
    }

    static void unimplementedMethod(Target target) {
        Check.failure(
                Status.Code.UNIMPLEMENTED, () -> target.service().unimplementedCall(new Empty()));
    }

    static void unimplementedService(Target target) {
        UnimplementedService.Client service = UnimplementedService.client(target.channel());
        Check.failure(Status.Code.UNIMPLEMENTED, () -> service.unimplementedCall(new Empty()));
    }
}
