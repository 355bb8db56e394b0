package dev.duet.compiler.model;

import java.util.ArrayList;
import java.util.List;

/// The content of an options message, field by field as it goes on the wire.
public final class OptionValues {
    /// How a value is written.
    public enum Wire {
        /// A varint.
        VARINT,
        /// Eight bytes.
        FIXED64,
        /// Bytes with their length before them.
        BYTES,
        /// A message with its length before it.
        MESSAGE,
        /// A message between tags.
        GROUP,
        /// Four bytes.
        FIXED32
    }

    /// One field.
    ///
    /// @param field its declaration; null for what the compiler itself sets
    /// @param number its number
    /// @param wire how it is written
    /// @param value the number, for numbers
    /// @param bytes the bytes, for bytes
    /// @param message the message, for messages and groups
    public record Entry(
            Field field, int number, Wire wire, long value, byte[] bytes, OptionValues message) {}

    private final List<Entry> entries = new ArrayList<>(4);

    /// All fields, in order.
    public List<Entry> entries() {
        return entries;
    }

    /// Whether there are none.
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /// Adds a flag or a number that no declaration is at hand for.
    public void add(int number, long value) {
        entries.add(new Entry(null, number, Wire.VARINT, value, null, null));
    }

    /// Adds a number.
    public void add(Field field, Wire wire, long value) {
        entries.add(new Entry(field, field.number, wire, value, null, null));
    }

    /// Adds bytes or a string.
    public void add(Field field, byte[] bytes) {
        entries.add(new Entry(field, field.number, Wire.BYTES, 0, bytes, null));
    }

    /// Adds a message.
    public void add(Field field, Wire wire, OptionValues message) {
        entries.add(new Entry(field, field.number, wire, 0, null, message));
    }

    /// Whether a field is there.
    public boolean has(int number) {
        return last(number) != null;
    }

    /// A field that is a number, the last if there are several.
    public int number(int number, int otherwise) {
        Entry entry = last(number);
        return entry == null ? otherwise : (int) entry.value();
    }

    /// A field that is a message, all its occurrences together; null if there is none.
    public OptionValues message(int number) {
        OptionValues merged = null;
        for (Entry entry : entries) {
            if (entry.number() == number && entry.message() != null) {
                if (merged == null) {
                    merged = entry.message();
                } else {
                    var both = new OptionValues();
                    both.entries.addAll(merged.entries);
                    both.entries.addAll(entry.message().entries);
                    merged = both;
                }
            }
        }
        return merged;
    }

    /// The last occurrence of a field; null if there is none.
    public Entry last(int number) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i).number() == number) {
                return entries.get(i);
            }
        }
        return null;
    }
}
