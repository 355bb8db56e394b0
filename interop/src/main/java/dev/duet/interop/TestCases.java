package dev.duet.interop;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The standard test cases that need no cloud, by name.
final class TestCases {
    private static final Map<String, TestCase> BY_NAME = new LinkedHashMap<>();

    static {
        BY_NAME.put("empty_unary", UnaryCases::emptyUnary);
        BY_NAME.put("large_unary", UnaryCases::largeUnary);
        BY_NAME.put("very_large_request", UnaryCases::veryLargeRequest);
        BY_NAME.put("client_streaming", StreamingCases::clientStreaming);
        BY_NAME.put("server_streaming", StreamingCases::serverStreaming);
        BY_NAME.put("ping_pong", StreamingCases::pingPong);
        BY_NAME.put("empty_stream", StreamingCases::emptyStream);
        BY_NAME.put("cancel_after_begin", EndingCases::cancelAfterBegin);
        BY_NAME.put("cancel_after_first_response", EndingCases::cancelAfterFirstResponse);
        BY_NAME.put("timeout_on_sleeping_server", EndingCases::timeoutOnSleepingServer);
        BY_NAME.put("custom_metadata", MetadataCases::customMetadata);
        BY_NAME.put("status_code_and_message", EndingCases::statusCodeAndMessage);
        BY_NAME.put("special_status_message", EndingCases::specialStatusMessage);
        BY_NAME.put("unimplemented_method", EndingCases::unimplementedMethod);
        BY_NAME.put("unimplemented_service", EndingCases::unimplementedService);
        BY_NAME.put("client_compressed_unary", CompressionCases::clientCompressedUnary);
        BY_NAME.put("server_compressed_unary", CompressionCases::serverCompressedUnary);
        BY_NAME.put("client_compressed_streaming", CompressionCases::clientCompressedStreaming);
        BY_NAME.put("server_compressed_streaming", CompressionCases::serverCompressedStreaming);
        BY_NAME.put("rpc_soak", SoakCases::rpcSoak);
        BY_NAME.put("channel_soak", SoakCases::channelSoak);
        BY_NAME.put("max_concurrent_streams_connection_scaling", ScalingCases::connectionScaling);
    }

    private TestCases() {}

    /// Returns all cases, in the order of their descriptions.
    static Map<String, TestCase> all() {
        return Collections.unmodifiableMap(BY_NAME);
    }
}
