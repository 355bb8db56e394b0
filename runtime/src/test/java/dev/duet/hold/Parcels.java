package dev.duet.hold;

import dev.duet.proto.Bytes;

import java.nio.ByteBuffer;
import java.util.Random;

/// Messages of mixed sizes whose content follows from where they belong: a route (one direction of
/// one stream) and a number on it. So a receiver can check each one without having seen it sent.
final class Parcels {
    /// The largest message.
    static final int LARGEST = 1 << 20;

    private static final int OFFSETS = 1 << 16;
    private static final byte[] NOISE = new byte[LARGEST + OFFSETS];

    static {
        new Random(42).nextBytes(NOISE);
    }

    private Parcels() {}

    /// The size of a message: 0 bytes to 1 MiB, mostly small, about a thousand bytes on average.
    static int size(long route, int number) {
        long random = mix(route, number, 1);
        int kind = (int) (random >>> 54); // one of 1,024
        int spread = (int) (random & 0x7fff_ffff);
        if (kind == 0) {
            return spread % 2 == 0 ? spread / 2 % (LARGEST + 1) : spread % 65_536;
        }
        if (kind < 12) {
            return spread % 17_000; // around the size of a frame
        }
        return kind < 300 ? spread % 4_000 : spread % 100;
    }

    static Bytes make(long route, int number) {
        return Bytes.copyOf(NOISE, offset(route, number), size(route, number));
    }

    /// Fails unless the message is the one with this number on this route.
    static void check(Bytes parcel, long route, int number) {
        int size = size(route, number);
        ByteBuffer expected = ByteBuffer.wrap(NOISE, offset(route, number), size);
        if (parcel == null) {
            throw new AssertionError("lost: message " + number + " of route " + route);
        }
        if (!parcel.asByteBuffer().equals(expected)) {
            throw new AssertionError(
                    "wrong: message %d of route %d should have %d bytes, has %d, differs at %d"
                            .formatted(
                                    number,
                                    route,
                                    size,
                                    parcel.size(),
                                    parcel.asByteBuffer().mismatch(expected)));
        }
    }

    /// A message of the given size.
    static Bytes ofSize(int size) {
        byte[] bytes = new byte[size];
        for (int at = 0; at < size; at += NOISE.length) {
            System.arraycopy(NOISE, 0, bytes, at, Math.min(NOISE.length, size - at));
        }
        return Bytes.of(bytes);
    }

    private static int offset(long route, int number) {
        return (int) (mix(route, number, 2) & (OFFSETS - 1));
    }

    private static long mix(long route, int number, long salt) {
        long z = (route * 1_000_003 + number) * 4 + salt;
        z *= 0x9E37_79B9_7F4A_7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }
}
