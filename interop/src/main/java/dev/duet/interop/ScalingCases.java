package dev.duet.interop;

import dev.duet.CallOptions;
import dev.duet.client.BidiCall;
import dev.duet.client.Channel;
import dev.duet.interop.testing.BoolValue;
import dev.duet.interop.testing.ResponseParameters;
import dev.duet.interop.testing.StreamingOutputCallRequest;
import dev.duet.interop.testing.StreamingOutputCallResponse;
import dev.duet.interop.testing.TestService;

import java.time.Duration;

/// The case of more calls at once than one connection may have. The server must have been started
/// with a limit of two.
final class ScalingCases {
    private ScalingCases() {}

    static void connectionScaling(Target target) {
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(Duration.ofSeconds(30));
        try (Channel channel = Channel.builder(target.address()).maxConnections(2).build()) {
            requireTwoConnections(TestService.client(channel), options);
        }
    }

    private static void requireTwoConnections(TestService.Client service, CallOptions options) {
        try (var first = service.fullDuplexCall(options);
                var second = service.fullDuplexCall(options);
                var third = service.fullDuplexCall(options)) {
            String address = peerOf(first);
            Check.equal(peerOf(second), address, "the address of the second call");
            Check.that(!peerOf(third).equals(address), "the third call has another connection");
        }
    }

    private static String peerOf(
            BidiCall<StreamingOutputCallRequest, StreamingOutputCallResponse> call) {
        call.send(
                StreamingOutputCallRequest.builder()
                        .addResponseParameters(
                                ResponseParameters.builder()
                                        .fillPeerSocketAddress(new BoolValue(true))
                                        .build())
                        .build());
        return call.receive().peerSocketAddress();
    }
}
