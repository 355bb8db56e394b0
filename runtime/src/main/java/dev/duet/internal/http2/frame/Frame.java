package dev.duet.internal.http2.frame;

import dev.duet.internal.http2.hpack.HeaderBlock;

import java.nio.ByteBuffer;
import java.util.List;

/// A frame as it comes off the wire, checked as far as one frame can be by itself.
///
/// Two of the ten types have no record: CONTINUATION is part of [Headers], and PUSH_PROMISE is
/// refused by the reader, since neither role of ours ever allows it.
public sealed interface Frame {
    /// DATA (section 6.1): a view, nothing is copied.
    ///
    /// @param streamId the stream, not 0
    /// @param endStream whether this is the sender's last frame on the stream
    /// @param buffer the buffer that was read from; the view is valid until its next change
    /// @param offset where the content begins in `buffer`
    /// @param length the octets of the content, without padding
    /// @param flowControlled what it takes from both windows: the whole payload, padding included
    record Data(
            int streamId,
            boolean endStream,
            ByteBuffer buffer,
            int offset,
            int length,
            int flowControlled)
            implements Frame {}

    /// HEADERS with its CONTINUATIONs (sections 6.2 and 6.10).
    ///
    /// @param streamId the stream, not 0
    /// @param endStream whether this is the sender's last frame on the stream
    /// @param block the decoded header block, not yet checked by [HeaderRules]
    record Headers(int streamId, boolean endStream, HeaderBlock block) implements Frame {}

    /// PRIORITY (section 6.3), which is deprecated: only its form is checked.
    ///
    /// @param streamId the stream, not 0
    record Priority(int streamId) implements Frame {}

    /// RST_STREAM (section 6.4).
    ///
    /// @param streamId the stream, not 0
    /// @param code why
    record RstStream(int streamId, ErrorCode code) implements Frame {}

    /// SETTINGS (section 6.5).
    ///
    /// @param ack whether this answers ours; `settings` is empty then
    /// @param settings the known parameters in wire order, values checked
    record SettingsFrame(boolean ack, List<Setting> settings) implements Frame {}

    /// PING (section 6.7).
    ///
    /// @param ack whether this answers ours
    /// @param payload eight octets, opaque
    record Ping(boolean ack, long payload) implements Frame {}

    /// GOAWAY (section 6.8).
    ///
    /// @param lastStreamId the highest of our streams that the peer may have acted on
    /// @param code why
    /// @param debugData for people, each char one octet; possibly empty
    record GoAway(int lastStreamId, ErrorCode code, String debugData) implements Frame {}

    /// WINDOW_UPDATE (section 6.9).
    ///
    /// @param streamId the stream, or 0 for the connection
    /// @param increment 1 to 2^31 - 1
    record WindowUpdate(int streamId, int increment) implements Frame {}

    /// A frame of a type that we do not know, to be ignored (section 5.5).
    ///
    /// @param type the type
    /// @param streamId the stream, or 0
    /// @param length the octets of its payload
    record Unknown(int type, int streamId, int length) implements Frame {}
}
