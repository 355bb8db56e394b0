/// A peer for tests of HTTP/2 that does exactly what its script says, in either role.
///
/// A test reads like a conversation:
///
/// ```java
/// try (WirePeer peer = WirePeer.connect(port)) {
///     peer.handshake();
///     peer.send(headers(1, ":method: POST", ":scheme: http", ":path: /x.Y/z"));
///     peer.send(data(1, "hello").endStream());
///     peer.expect(headers(1, ":status: 200"));
///     peer.expectConnectionError(PROTOCOL_ERROR);
/// }
/// ```
///
/// [dev.duet.testing.wire.Frames] makes the frames, [dev.duet.testing.wire.WirePeer] sends and
/// expects them, keeps both directions' windows and, when a test fails, shows all frames in two
/// columns. Neither uses anything of the connection layer that it is to test.
package dev.duet.testing.wire;
