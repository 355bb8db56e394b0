package dev.duet.internal.http2.hpack;

import java.util.List;

/// A decoded header block.
///
/// A decoder may hand out the same instance again for a block that is the same as the one before,
/// so that users can recognise a repeated header list by identity.
///
/// @param fields the fields in wire order, unmodifiable; if `oversize`, those before the limit
/// @param oversize the list exceeded a limit of the decoder and was cut there; the compression
///   state is nevertheless right and the connection can go on
public record HeaderBlock(List<HeaderField> fields, boolean oversize) {}
