/// Header compression for HTTP/2 (HPACK, RFC 7541). A leaf: it knows neither frames nor
/// connections.
///
/// Reading order: [dev.duet.internal.http2.hpack.HeaderField] and
/// [dev.duet.internal.http2.hpack.HeaderBlock] are what is carried,
/// [dev.duet.internal.http2.hpack.HpackDecoder] and [dev.duet.internal.http2.hpack.HpackEncoder]
/// translate. [dev.duet.internal.http2.hpack.StaticTable] and
/// [dev.duet.internal.http2.hpack.Huffman] hold the two tables of the RFC's appendices.
///
/// Names and values are strings of which each char is one octet (ISO 8859-1), so that whatever a
/// peer sent comes out unchanged.
package dev.duet.internal.http2.hpack;
