package dev.duet.proto;

import java.util.List;

/// Reads repeated fields of texts, of byte strings, and of any type: as many elements as lie side
/// by side.
///
/// Each method takes what was read of the field before, and returns the list to use from now on.
final class RepeatedReader {
    private RepeatedReader() {}

    static List<String> strings(ProtoReader in, int tag, List<String> list) {
        FixedList<String> result = FixedList.growing(list);
        do {
            result.append(in.readString());
        } while (in.skipTag(tag));
        return result;
    }

    static List<String> uncheckedStrings(ProtoReader in, int tag, List<String> list) {
        FixedList<String> result = FixedList.growing(list);
        do {
            result.append(in.readUncheckedString());
        } while (in.skipTag(tag));
        return result;
    }

    static List<Bytes> bytes(ProtoReader in, int tag, List<Bytes> list) {
        FixedList<Bytes> result = FixedList.growing(list);
        do {
            result.append(in.readBytes());
        } while (in.skipTag(tag));
        return result;
    }

    /// Reads values of any type, packed or not.
    static <T> List<T> values(ProtoReader in, int tag, ValueType<T> type, List<T> list) {
        FixedList<T> result = FixedList.growing(list);
        if ((tag & 7) == type.wireType()) {
            do {
                append(result, type.read(in, null));
            } while (in.skipTag(tag));
        } else {
            int outer = in.enter(in.readLength());
            while (in.position < in.limit) {
                append(result, type.read(in, null));
            }
            in.leave(outer);
        }
        return result;
    }

    /// Adds a value that is not a number that a closed enum does not have.
    private static <T> void append(FixedList<T> list, @Nullable T value) {
        if (value != null) {
            list.append(value);
        }
    }
}
