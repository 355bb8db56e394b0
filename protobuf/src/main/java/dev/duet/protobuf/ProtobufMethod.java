package dev.duet.protobuf;

import com.google.protobuf.Descriptors;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.Message;

import dev.duet.MethodDescriptor;
import dev.duet.MethodDescriptor.Kind;

/// Makes method descriptors for the classes of protobuf-java.
///
/// The service's descriptor is in the class that protoc makes of the file:
///
/// {@snippet :
/// var talk = TalkProto.getDescriptor().findServiceByName("Talk");
/// MethodDescriptor<Line, Line> say =
///         ProtobufMethod.of(
///                 talk.findMethodByName("Say"),
///                 Line.getDefaultInstance(),
///                 Line.getDefaultInstance());
/// }
public final class ProtobufMethod {
    private ProtobufMethod() {}

    /// Describes a method whose messages have no extensions.
    ///
    /// @param <Q> the class of the requests
    /// @param <S> the class of the responses
    /// @param method the method as protobuf-java describes it
    /// @param request any message of the class of the requests, such as the default instance
    /// @param response any message of the class of the responses
    /// @return the same method for Duet
    /// @throws IllegalArgumentException if the method has other requests or responses
    public static <Q extends Message, S extends Message> MethodDescriptor<Q, S> of(
            Descriptors.MethodDescriptor method, Q request, S response) {
        return of(method, request, response, ExtensionRegistryLite.getEmptyRegistry());
    }

    /// Describes a method.
    ///
    /// @param <Q> the class of the requests
    /// @param <S> the class of the responses
    /// @param method the method as protobuf-java describes it
    /// @param request any message of the class of the requests, such as the default instance
    /// @param response any message of the class of the responses
    /// @param extensions the extensions that are decoded; they may not be added to any more
    /// @return the same method for Duet
    /// @throws IllegalArgumentException if the method has other requests or responses
    public static <Q extends Message, S extends Message> MethodDescriptor<Q, S> of(
            Descriptors.MethodDescriptor method,
            Q request,
            S response,
            ExtensionRegistryLite extensions) {
        check(method, "requests", method.getInputType(), request);
        check(method, "responses", method.getOutputType(), response);
        return new MethodDescriptor<>(
                method.getService().getFullName(),
                method.getName(),
                kind(method),
                ProtobufCodec.of(request, extensions),
                ProtobufCodec.of(response, extensions));
    }

    private static void check(
            Descriptors.MethodDescriptor method,
            String what,
            Descriptors.Descriptor expected,
            Message message) {
        String given = message.getDescriptorForType().getFullName();
        if (!given.equals(expected.getFullName())) {
            throw new IllegalArgumentException(
                    "the "
                            + what
                            + " of "
                            + method.getFullName()
                            + " are "
                            + expected.getFullName()
                            + ", not "
                            + given);
        }
    }

    private static Kind kind(Descriptors.MethodDescriptor method) {
        if (method.isClientStreaming()) {
            return method.isServerStreaming() ? Kind.BIDI_STREAMING : Kind.CLIENT_STREAMING;
        }
        return method.isServerStreaming() ? Kind.SERVER_STREAMING : Kind.UNARY;
    }
}
