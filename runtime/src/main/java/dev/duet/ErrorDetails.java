package dev.duet;

import dev.duet.proto.Message;
import dev.duet.proto.MessageCodec;
import dev.duet.proto.ProtoException;
import dev.duet.proto.ProtoReader;
import dev.duet.proto.ProtoWriter;
import dev.duet.proto.wellknown.Any;

import java.util.ArrayList;
import java.util.List;

/// Messages that say more about an error than a code and a text can.
///
/// Any message may be a detail; those of `google/rpc/error_details.proto` (`ErrorInfo`,
/// `BadRequest`, `RetryInfo`, …) are understood widely. All implementations of gRPC send details in
/// the same trailer, within a `google.rpc.Status`.
///
/// {@snippet :
/// // a service
/// throw ErrorDetails.exception(Status.NOT_FOUND.withDescription("no such room"), Any.pack(info));
/// // a client
/// try {
///     rooms.enter(request);
/// } catch (StatusException e) {
///     ErrorInfo info = ErrorDetails.find(e, ErrorInfo.CODEC);
/// }
/// }
public final class ErrorDetails {
    private static final String KEY = "grpc-status-details-bin";

    // The fields of google.rpc.Status.
    private static final int CODE = 1;
    private static final int MESSAGE = 2;
    private static final int DETAILS = 3;
    private static final int LENGTH_DELIMITED = 2;

    private ErrorDetails() {}

    /// Returns an exception that ends a call with a status and details.
    ///
    /// @param status how the call ends; not with OK
    /// @param details the packed messages
    /// @return a new exception, whose trailers carry the details
    public static StatusException exception(Status status, Any... details) {
        if (status.isOk()) {
            throw new IllegalArgumentException("only errors have details");
        }
        ProtoWriter out = new ProtoWriter();
        for (Any detail : List.of(details).reversed()) {
            out.writeMessage(DETAILS, Any.CODEC, detail);
        }
        if (!status.description().isEmpty()) {
            out.writeString(MESSAGE, status.description());
        }
        out.writeInt32(CODE, status.code().value());
        return status.exception(Metadata.EMPTY.withBinary(KEY, out.toByteArray()));
    }

    /// Returns all details that came with an error.
    ///
    /// @param error how a call ended
    /// @return the packed messages in their order; empty if none came, or what came makes no sense
    ///   or has another code than the status
    public static List<Any> all(StatusException error) {
        try {
            byte[] bytes = error.trailers().getBinary(KEY);
            return bytes == null ? List.of() : decode(bytes, error.status().code().value());
        } catch (StatusException | ProtoException malformed) {
            return List.of();
        }
    }

    private static List<Any> decode(byte[] bytes, int expectedCode) {
        ProtoReader in = new ProtoReader(bytes);
        List<Any> details = new ArrayList<>();
        int code = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case CODE << 3 -> code = in.readInt32();
                case DETAILS << 3 | LENGTH_DELIMITED ->
                        details.add(in.readMessage(Any.CODEC, null));
                default -> in.skip(tag);
            }
        }
        return code == expectedCode ? List.copyOf(details) : List.of();
    }

    /// Returns the first detail of a type.
    ///
    /// @param error how a call ended
    /// @param codec the codec of the type
    /// @param <M> the type
    /// @return the message, or null if there is none of the type that can be read
    public static <M extends Message<M>> M find(StatusException error, MessageCodec<M> codec) {
        for (Any detail : all(error)) {
            if (detail.is(codec)) {
                try {
                    return codec.parse(detail.value());
                } catch (ProtoException malformed) {
                    return null;
                }
            }
        }
        return null;
    }
}
