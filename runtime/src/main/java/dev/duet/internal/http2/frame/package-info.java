/// HTTP/2 frames (RFC 9113, sections 4 and 6): reading, checking, writing.
///
/// Reading order: [dev.duet.internal.http2.frame.Frame] says what there is,
/// [dev.duet.internal.http2.frame.FrameReader] makes frames of octets and refuses whatever is wrong
/// about a single one, [dev.duet.internal.http2.frame.FrameWriter] goes the other way.
/// [dev.duet.internal.http2.frame.HeaderRules] checks decoded header lists. Header blocks are
/// assembled and decoded here; nobody above sees CONTINUATION.
package dev.duet.internal.http2.frame;
