package dev.duet.compiler.link;

import dev.duet.compiler.model.Features;
import dev.duet.compiler.model.Field;
import dev.duet.compiler.model.Oneof;
import dev.duet.compiler.model.OptionStatement;
import dev.duet.compiler.model.OptionValue;
import dev.duet.compiler.model.OptionValues;
import dev.duet.compiler.model.OptionValues.Entry;
import dev.duet.compiler.model.OptionValues.Wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Puts options into the form in which protoc hands them on: fields in the order of their numbers,
/// messages that were set bit by bit in one piece, numbers packed where the field is packed, and
/// without those that are for the source only.
final class OptionNormalizer {
    private final SourcePaths stripped;

    /// @param stripped gets the paths of what is left out; null to leave nothing out
    private OptionNormalizer(SourcePaths stripped) {
        this.stripped = stripped;
    }

    /// As bytes have them that are read and written again.
    static OptionValues normalize(OptionValues values) {
        return new OptionNormalizer(null).normalize(values, new int[0]);
    }

    /// The same, without options of source retention.
    ///
    /// @param path the path of the options message
    /// @param stripped gets the paths of what is left out
    static OptionValues strip(OptionValues values, int[] path, SourcePaths stripped) {
        return new OptionNormalizer(stripped).normalize(values, path);
    }

    private OptionValues normalize(OptionValues values, int[] path) {
        Map<Integer, List<Entry>> byNumber = new TreeMap<>();
        for (Entry entry : withoutReplaced(values.entries())) {
            byNumber.computeIfAbsent(entry.number(), _ -> new ArrayList<>(1)).add(entry);
        }
        var out = new OptionValues();
        for (List<Entry> entries : byNumber.values()) {
            Field field = entries.getFirst().field();
            if (field == null) {
                out.entries().addAll(entries);
            } else if (stripped != null && isForSourceOnly(field)) {
                stripped.add(SourcePaths.join(path, field.number));
            } else {
                add(field, entries, SourcePaths.join(path, field.number), out);
            }
        }
        return out;
    }

    /// Of a oneof, the member that was set last.
    private static List<Entry> withoutReplaced(List<Entry> entries) {
        Map<Oneof, Field> last = null;
        for (Entry entry : entries) {
            if (entry.field() != null && entry.field().oneof != null) {
                last = last == null ? new HashMap<>() : last;
                last.put(entry.field().oneof, entry.field());
            }
        }
        if (last == null) {
            return entries;
        }
        List<Entry> kept = new ArrayList<>(entries);
        Map<Oneof, Field> members = last;
        kept.removeIf(
                entry ->
                        entry.field() != null
                                && entry.field().oneof != null
                                && members.get(entry.field().oneof) != entry.field());
        return kept;
    }

    private void add(Field field, List<Entry> entries, int[] path, OptionValues out) {
        Entry last = entries.getLast();
        if (last.message() != null) {
            addMessages(field, entries, path, out);
        } else if (!field.isRepeated()) {
            if (!isAbsent(field, last)) {
                out.entries().add(last);
            }
        } else if (isPacked(field)) {
            List<Long> numbers = new ArrayList<>(entries.size());
            for (Entry entry : entries) {
                numbers.add(entry.value());
            }
            out.add(field, OptionBytes.packed(numbers, last.wire()));
        } else {
            out.entries().addAll(entries);
        }
    }

    private void addMessages(Field field, List<Entry> entries, int[] path, OptionValues out) {
        Wire wire = entries.getFirst().wire();
        if (field.isRepeated()) {
            int index = 0;
            for (Entry entry : entries) {
                int[] element = SourcePaths.join(path, index++);
                OptionValues message =
                        field.messageType.isMapEntry
                                ? mapEntry(field, entry.message(), element)
                                : normalize(entry.message(), element);
                out.add(field, wire, message);
            }
            return;
        }
        var merged = new OptionValues();
        for (Entry entry : entries) {
            merged.entries().addAll(entry.message().entries());
        }
        out.add(field, wire, normalize(merged, path));
    }

    /// The entry of a map has its key and its value, whatever they are.
    private OptionValues mapEntry(Field map, OptionValues entry, int[] path) {
        var out = new OptionValues();
        for (Field part : map.messageType.fields) {
            Entry value = entry.last(part.number);
            if (part.type.isMessage()) {
                OptionValues message = value == null ? new OptionValues() : value.message();
                out.add(part, Wire.MESSAGE, normalize(message, path));
            } else if (value != null) {
                out.entries().add(value);
            } else if (Wires.wireOf(part.type) == Wire.BYTES) {
                out.add(part, new byte[0]);
            } else {
                Wires.add(out, part, 0);
            }
        }
        return out;
    }

    private static boolean isPacked(Field field) {
        return field.type.isPackable() && field.features.repeatedFieldEncoding() == Features.PACKED;
    }

    /// Without presence of its own, a field with its default value is not written.
    private static boolean isAbsent(Field field, Entry entry) {
        if (field.hasPresence()) {
            return false;
        }
        return switch (entry.wire()) {
            case VARINT, FIXED64, FIXED32 -> entry.value() == 0;
            case BYTES -> entry.bytes().length == 0;
            case MESSAGE, GROUP -> false;
        };
    }

    /// As written: the options of a schema need not be interpreted for this.
    private static boolean isForSourceOnly(Field field) {
        for (OptionStatement option : field.options) {
            if (option.is("retention")) {
                return option.value() instanceof OptionValue.Identifier(String word)
                        && word.equals("RETENTION_SOURCE");
            }
        }
        return false;
    }
}
