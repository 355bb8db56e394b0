package dev.duet.bench.raw;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Puts together messages that do not fill exactly one DATA frame: a server may split a message
/// over frames or send several in one.
final class SplitMessages {
    private static final int MESSAGE_SIZE = EchoFrame.FLOW_CONTROLLED;

    private final ByteBuffer[] parts;

    SplitMessages(int streams) {
        parts = new ByteBuffer[streams];
    }

    /// Whether part of a message has arrived on this stream.
    boolean begun(int stream) {
        return parts[stream] != null && parts[stream].position() > 0;
    }

    /// Takes bytes of at most one message.
    ///
    /// @return the message with its gRPC prefix, valid until the next call for this stream, or null
    ///   as long as it is not complete
    ByteBuffer append(int stream, ByteBuffer from) throws IOException {
        ByteBuffer part = parts[stream];
        if (part == null) {
            part = ByteBuffer.allocate(MESSAGE_SIZE);
            parts[stream] = part;
        }
        int count = Math.min(part.remaining(), from.remaining());
        part.put(part.position(), from, from.position(), count);
        part.position(part.position() + count);
        from.position(from.position() + count);
        if (part.hasRemaining()) {
            return null;
        }
        part.clear();
        if (!EchoFrame.messageIsAt(part, 0)) {
            throw new IOException("not the message that was sent, on stream " + (2 * stream + 1));
        }
        return part;
    }
}
