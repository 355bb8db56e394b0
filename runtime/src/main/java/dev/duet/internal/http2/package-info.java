/// HTTP/2 connections in both roles (RFC 9113). Nothing here knows of gRPC.
///
/// Read [dev.duet.internal.http2.Connection] first: it keeps the streams, for which `FrameIntake`
/// and `FrameHandler` take in frames. A [dev.duet.internal.http2.Stream] has an inbox, which the
/// event loop fills and a call's thread empties, and an outbox for what cannot be sent at once.
/// `ConnectionWriter` turns what is to be sent into frames within the peer's windows, and `Flusher`
/// writes them. `Limits` names every limit.
///
/// Locks, in the order in which they may be taken: the writer's lock; a stream's, an inbox's or the
/// budget's monitor. Those monitors are held for a few steps, and none of them while another lock
/// is taken. No lock is held over input or output.
package dev.duet.internal.http2;
