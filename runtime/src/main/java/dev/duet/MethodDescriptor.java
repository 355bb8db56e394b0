package dev.duet;

import dev.duet.proto.Codec;

import java.util.Objects;

/// What both sides know about a method: its name, its kind, and how its messages are encoded.
///
/// Generated code has a constant of this type for each method. Immutable.
///
/// @param <Q> the type of the requests
/// @param <S> the type of the responses
public final class MethodDescriptor<Q, S> {
    private final String service;
    private final String name;
    private final Kind kind;
    private final Codec<Q> requestCodec;
    private final Codec<S> responseCodec;
    private final String path;

    /// Creates a description.
    ///
    /// @param service the full name of the service, with its package if it has one: `chat.v1.Chat`
    /// @param name the name of the method as it stands in the `.proto` file
    /// @param kind which sides stream
    /// @param requestCodec how requests are encoded
    /// @param responseCodec how responses are encoded
    public MethodDescriptor(
            String service, String name, Kind kind, Codec<Q> requestCodec, Codec<S> responseCodec) {
        this.service = Objects.requireNonNull(service, "service");
        this.name = Objects.requireNonNull(name, "name");
        this.kind = Objects.requireNonNull(kind, "kind");
        this.requestCodec = Objects.requireNonNull(requestCodec, "requestCodec");
        this.responseCodec = Objects.requireNonNull(responseCodec, "responseCodec");
        this.path = "/" + service + "/" + name;
    }

    /// Returns the full name of the service.
    ///
    /// @return such as `chat.v1.Chat`
    public String service() {
        return service;
    }

    /// Returns the name of the method within its service.
    ///
    /// @return such as `chat`
    public String name() {
        return name;
    }

    /// Returns which sides stream.
    ///
    /// @return the kind
    public Kind kind() {
        return kind;
    }

    /// Returns how requests are encoded.
    ///
    /// @return the codec
    public Codec<Q> requestCodec() {
        return requestCodec;
    }

    /// Returns how responses are encoded.
    ///
    /// @return the codec
    public Codec<S> responseCodec() {
        return responseCodec;
    }

    /// Returns the HTTP path of the method.
    ///
    /// @return such as `/chat.v1.Chat/chat`
    public String path() {
        return path;
    }

    /// Returns the name of the method with its service.
    ///
    /// @return such as `chat.v1.Chat/chat`
    public String fullName() {
        return path.substring(1);
    }

    /// Returns the full name and the kind.
    @Override
    public String toString() {
        return fullName() + " (" + kind + ")";
    }

    /// Which sides of a method send any number of messages, rather than exactly one.
    public enum Kind {
        /// One request, one response.
        UNARY(false, false),
        /// Any number of requests, one response.
        CLIENT_STREAMING(true, false),
        /// One request, any number of responses.
        SERVER_STREAMING(false, true),
        /// Any number of both, in any order.
        BIDI_STREAMING(true, true);

        private final boolean clientStreams;
        private final boolean serverStreams;

        Kind(boolean clientStreams, boolean serverStreams) {
            this.clientStreams = clientStreams;
            this.serverStreams = serverStreams;
        }

        /// Says whether the client sends any number of messages.
        ///
        /// @return false if it sends exactly one
        public boolean clientStreams() {
            return clientStreams;
        }

        /// Says whether the server sends any number of messages.
        ///
        /// @return false if it sends exactly one
        public boolean serverStreams() {
            return serverStreams;
        }
    }
}
