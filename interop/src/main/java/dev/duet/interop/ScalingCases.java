package dev.duet.interop;

import dev.duet.client.BidiCall;
import dev.duet.interop.testing.BoolValue;
import dev.duet.interop.testing.ResponseParameters;
import dev.duet.interop.testing.StreamingOutputCallRequest;
import dev.duet.interop.testing.StreamingOutputCallResponse;

/// The case of more calls at once than one connection may have. The server must have been started
/// with a limit of two.
final class ScalingCases {
    private ScalingCases() {}

    static void connectionScaling(Target target) {
        try (var first = target.service().fullDuplexCall();
                var second = target.service().fullDuplexCall();
                var third = target.service().fullDuplexCall()) {
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
