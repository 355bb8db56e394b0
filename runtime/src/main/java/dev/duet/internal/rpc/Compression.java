package dev.duet.internal.rpc;

import dev.duet.Compressor;
import dev.duet.Status;
import dev.duet.StatusException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// The compressions that one side knows, by name, and what is done with them to whole messages.
/// Immutable.
///
/// `identity`, which is no compression, is always known; messages that are not compressed do not
/// come here.
public final class Compression {
    /// The name of no compression.
    public static final String IDENTITY = "identity";

    /// `identity` and `gzip`.
    public static final Compression BUILT_IN = new Compression(Map.of()).with(new Gzip());

    private static final int CHUNK_BYTES = 8 * 1024;

    private final Map<String, Compressor> byName;
    private final String acceptHeader;

    private Compression(Map<String, Compressor> byName) {
        this.byName = byName;
        Set<String> names = new LinkedHashSet<>();
        names.add(IDENTITY);
        names.addAll(byName.keySet());
        this.acceptHeader = String.join(",", names);
    }

    /// Returns this with one more compression, or with another one of the same name.
    ///
    /// @param compressor the compression
    /// @return what is known then
    public Compression with(Compressor compressor) {
        if (!isName(compressor.name()) || compressor.name().equals(IDENTITY)) {
            throw new IllegalArgumentException(
                    "not a name for a compression: '" + compressor.name() + "'");
        }
        Map<String, Compressor> more = new LinkedHashMap<>(byName);
        more.put(compressor.name(), compressor);
        return new Compression(Collections.unmodifiableMap(more));
    }

    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c > '~' || c == ',') {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /// Returns the value of `grpc-accept-encoding`: all names, without blanks.
    ///
    /// @return such as `identity,gzip`
    public String acceptHeader() {
        return acceptHeader;
    }

    /// Says whether messages in an encoding can be read and written.
    ///
    /// @param encoding the name
    /// @return true for `identity` and for all that were added
    public boolean knows(String encoding) {
        return encoding.equals(IDENTITY) || byName.containsKey(encoding);
    }

    /// Returns the names in a peer's `grpc-accept-encoding`.
    ///
    /// @param header the header's value, or null if there was none
    /// @return the names in their order, without blanks and empty ones; `identity` is always there
    public static Set<String> parseAccept(String header) {
        Set<String> names = new LinkedHashSet<>();
        for (String name : header == null ? new String[0] : header.split(",")) {
            if (!name.isBlank()) {
                names.add(name.strip());
            }
        }
        names.add(IDENTITY);
        return Collections.unmodifiableSet(names);
    }

    /// Compresses a message.
    ///
    /// @param encoding a name that is known, not `identity`
    /// @param bytes has the message
    /// @param offset where it begins
    /// @param length its length in bytes
    /// @return the compressed message, which may be longer
    public byte[] compress(String encoding, byte[] bytes, int offset, int length) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(length / 4 + 64);
        try (OutputStream out = compressor(encoding).compress(compressed)) {
            out.write(bytes, offset, length);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return compressed.toByteArray();
    }

    /// Decompresses a message. Never holds more than the limit and a few kilobytes.
    ///
    /// @param encoding a name that is known, not `identity`
    /// @param bytes has the compressed message
    /// @param offset where it begins
    /// @param length its length in bytes
    /// @param limit how many bytes it may have when it is inflated
    /// @return the message
    /// @throws StatusException with RESOURCE_EXHAUSTED if it is larger than the limit; with
    ///   INTERNAL if the bytes are not a message in that encoding
    public byte[] decompress(String encoding, byte[] bytes, int offset, int length, int limit) {
        ByteArrayInputStream compressed = new ByteArrayInputStream(bytes, offset, length);
        ByteArrayOutputStream inflated = new ByteArrayOutputStream(Math.min(limit, CHUNK_BYTES));
        byte[] chunk = new byte[Math.min(CHUNK_BYTES, Math.max(limit, 1))];
        try (InputStream in = compressor(encoding).decompress(compressed)) {
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                if (count > limit - inflated.size()) {
                    throw tooLarge(limit);
                }
                inflated.write(chunk, 0, count);
            }
        } catch (IOException broken) {
            throw Status.INTERNAL
                    .withDescription("a message cannot be decompressed with " + encoding)
                    .exception(broken);
        }
        return inflated.toByteArray();
    }

    private static StatusException tooLarge(int limit) {
        return StatusException.untraced(
                Status.RESOURCE_EXHAUSTED.withDescription(
                        "a decompressed message is larger than the limit of " + limit + " bytes"));
    }

    private Compressor compressor(String encoding) {
        Compressor compressor = byName.get(encoding);
        if (compressor == null) {
            throw new IllegalArgumentException("unknown compression: '" + encoding + "'");
        }
        return compressor;
    }
}
