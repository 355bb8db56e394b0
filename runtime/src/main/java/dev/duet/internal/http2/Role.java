package dev.duet.internal.http2;

/// Which end of a connection this is (RFC 9113, section 3).
public enum Role {
    /// Opened the connection; its streams have odd ids.
    CLIENT,
    /// Accepted the connection; streams are opened by the peer.
    SERVER
}
