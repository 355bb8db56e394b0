package dev.duet.call;

import dev.duet.CallOptions;
import dev.duet.MethodDescriptor;
import dev.duet.MethodDescriptor.Kind;
import dev.duet.client.BidiCall;
import dev.duet.client.Channel;
import dev.duet.client.ClientStreamingCall;
import dev.duet.client.ServerStreamingCall;
import dev.duet.proto.Wrappers;
import dev.duet.server.Requests;
import dev.duet.server.Responses;
import dev.duet.server.Service;
import dev.duet.server.ServiceDefinition;

/// A service of strings with one method of each kind, for tests to override what they need, and a
/// client of it.
class EchoService implements Service {
    static final MethodDescriptor<String, String> UNARY = method("Unary", Kind.UNARY);
    static final MethodDescriptor<String, String> DOWN = method("Down", Kind.SERVER_STREAMING);
    static final MethodDescriptor<String, String> UP = method("Up", Kind.CLIENT_STREAMING);
    static final MethodDescriptor<String, String> BOTH = method("Both", Kind.BIDI_STREAMING);

    private static MethodDescriptor<String, String> method(String name, Kind kind) {
        return new MethodDescriptor<>("test.Echo", name, kind, Wrappers.STRING, Wrappers.STRING);
    }

    /// Answers with the request.
    String unary(String request) throws Exception {
        return request;
    }

    /// Answers with the letters of the request.
    void down(String request, Responses<String> responses) throws Exception {
        for (char letter : request.toCharArray()) {
            responses.send(String.valueOf(letter));
        }
    }

    /// Answers with all requests, joined.
    String up(Requests<String> requests) throws Exception {
        return String.join(",", requests);
    }

    /// Answers each request with itself.
    void both(Requests<String> requests, Responses<String> responses) throws Exception {
        for (String request : requests) {
            responses.send(request);
        }
    }

    @Override
    public ServiceDefinition bind() {
        return ServiceDefinition.builder("test.Echo")
                .unary(UNARY, this::unary)
                .serverStreaming(DOWN, this::down)
                .clientStreaming(UP, this::up)
                .bidi(BOTH, this::both)
                .build();
    }

    static String unary(Channel channel, String request) {
        return channel.unary(UNARY, request, CallOptions.DEFAULT);
    }

    static ServerStreamingCall<String> down(Channel channel, String request) {
        return channel.serverStreaming(DOWN, request, CallOptions.DEFAULT);
    }

    static ClientStreamingCall<String, String> up(Channel channel) {
        return channel.clientStreaming(UP, CallOptions.DEFAULT);
    }

    static BidiCall<String, String> both(Channel channel) {
        return channel.bidi(BOTH, CallOptions.DEFAULT);
    }
}
