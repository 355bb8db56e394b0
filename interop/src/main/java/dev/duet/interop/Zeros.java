package dev.duet.interop;

import dev.duet.interop.testing.Payload;
import dev.duet.proto.Bytes;

/// Payloads of a given size: what they consist of does not matter in these tests.
final class Zeros {
    private Zeros() {}

    static Payload payload(int size) {
        return Payload.builder().body(Bytes.of(new byte[size])).build();
    }
}
