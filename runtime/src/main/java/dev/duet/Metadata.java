package dev.duet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/// Names and values that travel before a call's messages (headers) and after them (trailers).
///
/// A key may have any number of values; keys and values keep their order. The values of keys that
/// end in `-bin` are bytes, all others are printable ASCII. Keys are in lower case. Immutable:
/// [#with(String, String)] and the like return changed metadata.
///
/// Keys and values are checked when they are put in here. What a peer sent is taken as it came.
public final class Metadata {
    /// No metadata at all.
    public static final Metadata EMPTY = new Metadata(new String[0]);

    /// Values that must not stand in logs.
    private static final Set<String> SECRET =
            Set.of("authorization", "cookie", "proxy-authorization", "set-cookie");

    /// Name, value, name, value, …: as on the wire, so binary values are in base64.
    private final String[] wire;

    private Metadata(String[] wire) {
        this.wire = wire;
    }

    /// Returns metadata with text values.
    ///
    /// @param keysAndValues key, value, key, value, …
    /// @return the metadata
    /// @throws IllegalArgumentException if a key or a value is not allowed, or the last key has no
    ///   value
    public static Metadata of(String... keysAndValues) {
        if (keysAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("a key without a value");
        }
        String[] wire = new String[keysAndValues.length];
        for (int i = 0; i < wire.length; i += 2) {
            MetadataKey.requireSendable(keysAndValues[i]);
            MetadataKey.requireText(keysAndValues[i]);
            wire[i] = keysAndValues[i];
            wire[i + 1] = sendableText(keysAndValues[i], keysAndValues[i + 1]);
        }
        return wire.length == 0 ? EMPTY : new Metadata(wire);
    }

    /// Returns metadata as a peer sent it, without any checks.
    ///
    /// @param nameValuePairs name, value, name, value, …, binary values in base64; the array is
    ///   kept and must not be changed any more
    /// @return the metadata
    public static Metadata fromWire(String[] nameValuePairs) {
        return nameValuePairs.length == 0 ? EMPTY : new Metadata(nameValuePairs);
    }

    /// Hands every name and value to a consumer, in order and as they go over the wire.
    ///
    /// @param consumer takes the name and the value, which is in base64 if it is binary
    public void forEachWire(BiConsumer<String, String> consumer) {
        for (int i = 0; i < wire.length; i += 2) {
            consumer.accept(wire[i], wire[i + 1]);
        }
    }

    /// Returns metadata with one more value. Values that the key already has stay.
    ///
    /// @param key the key, in lower case, without `-bin` at its end
    /// @param value printable ASCII; blanks at the ends are not sent
    /// @return the changed metadata
    /// @throws IllegalArgumentException if the key or the value is not allowed
    public Metadata with(String key, String value) {
        MetadataKey.requireSendable(key);
        MetadataKey.requireText(key);
        return append(key, sendableText(key, value));
    }

    /// Returns metadata with one more binary value. Values that the key already has stay.
    ///
    /// @param key the key, in lower case, with `-bin` at its end
    /// @param value any bytes
    /// @return the changed metadata
    /// @throws IllegalArgumentException if the key is not allowed
    public Metadata withBinary(String key, byte[] value) {
        MetadataKey.requireSendable(key);
        MetadataKey.requireBinary(key);
        return append(key, BinaryValue.encode(value));
    }

    private Metadata append(String key, String value) {
        String[] more = Arrays.copyOf(wire, wire.length + 2);
        more[wire.length] = key;
        more[wire.length + 1] = value;
        return new Metadata(more);
    }

    /// Returns metadata without any value of a key.
    ///
    /// @param key the key
    /// @return the changed metadata; this one if it has no such key
    public Metadata without(String key) {
        if (!containsKey(key)) {
            return this;
        }
        List<String> rest = new ArrayList<>(wire.length);
        for (int i = 0; i < wire.length; i += 2) {
            if (!wire[i].equals(key)) {
                rest.add(wire[i]);
                rest.add(wire[i + 1]);
            }
        }
        return fromWire(rest.toArray(String[]::new));
    }

    /// Returns metadata with the values of both: these first, then the others.
    ///
    /// @param other more metadata
    /// @return the two together
    public Metadata merge(Metadata other) {
        if (other.isEmpty()) {
            return this;
        }
        if (isEmpty()) {
            return other;
        }
        String[] both = Arrays.copyOf(wire, wire.length + other.wire.length);
        System.arraycopy(other.wire, 0, both, wire.length, other.wire.length);
        return new Metadata(both);
    }

    /// Returns the last value of a key.
    ///
    /// @param key the key, in lower case, without `-bin` at its end
    /// @return the value, or null if there is none
    /// @throws IllegalArgumentException if the key ends in `-bin`
    public String get(String key) {
        MetadataKey.requireText(key);
        return lastWireValue(key);
    }

    /// Returns all values of a key.
    ///
    /// @param key the key, in lower case, without `-bin` at its end
    /// @return the values in their order; unmodifiable
    /// @throws IllegalArgumentException if the key ends in `-bin`
    public List<String> getAll(String key) {
        MetadataKey.requireText(key);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < wire.length; i += 2) {
            if (wire[i].equals(key)) {
                values.add(wire[i + 1]);
            }
        }
        return Collections.unmodifiableList(values);
    }

    /// Returns the last value of a binary key.
    ///
    /// @param key the key, in lower case, with `-bin` at its end
    /// @return the bytes, or null if there is none
    /// @throws IllegalArgumentException if the key does not end in `-bin`
    /// @throws StatusException with INTERNAL if the peer sent something that is not base64
    public byte[] getBinary(String key) {
        MetadataKey.requireBinary(key);
        String value = lastWireValue(key);
        return value == null ? null : BinaryValue.decodeLast(key, value);
    }

    /// Returns all values of a binary key.
    ///
    /// @param key the key, in lower case, with `-bin` at its end
    /// @return the values in their order; unmodifiable
    /// @throws IllegalArgumentException if the key does not end in `-bin`
    /// @throws StatusException with INTERNAL if the peer sent something that is not base64
    public List<byte[]> getAllBinary(String key) {
        MetadataKey.requireBinary(key);
        List<byte[]> values = new ArrayList<>();
        for (int i = 0; i < wire.length; i += 2) {
            if (wire[i].equals(key)) {
                BinaryValue.decode(key, wire[i + 1], values);
            }
        }
        return Collections.unmodifiableList(values);
    }

    private String lastWireValue(String key) {
        for (int i = wire.length - 2; i >= 0; i -= 2) {
            if (wire[i].equals(key)) {
                return wire[i + 1];
            }
        }
        return null;
    }

    /// Says whether a key has a value.
    ///
    /// @param key the key, in lower case
    /// @return true if there is at least one value
    public boolean containsKey(String key) {
        return lastWireValue(key) != null;
    }

    /// Returns the keys, each once, in the order in which they first appear.
    ///
    /// @return the keys; unmodifiable
    public Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        for (int i = 0; i < wire.length; i += 2) {
            keys.add(wire[i]);
        }
        return Collections.unmodifiableSet(keys);
    }

    /// Says whether there is nothing in it.
    ///
    /// @return true if there is no value
    public boolean isEmpty() {
        return wire.length == 0;
    }

    /// Returns how many values there are, over all keys.
    ///
    /// @return the number
    public int size() {
        return wire.length / 2;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Metadata that && Arrays.equals(wire, that.wire);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(wire);
    }

    /// Returns keys and values, such as `{user=ann, trace-bin=AQI}`. What is commonly secret, such
    /// as `authorization`, is hidden.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < wire.length; i += 2) {
            text.append(i == 0 ? "" : ", ").append(wire[i]).append('=');
            text.append(SECRET.contains(wire[i]) ? "***" : wire[i + 1]);
        }
        return text.append('}').toString();
    }

    private static String sendableText(String key, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c > '~') {
                throw new IllegalArgumentException(
                        "the value of metadata '"
                                + key
                                + "' is not printable ASCII: use a key that ends in -bin");
            }
        }
        return value.strip();
    }
}
