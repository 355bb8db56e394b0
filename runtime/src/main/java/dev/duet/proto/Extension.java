package dev.duet.proto;

import java.util.List;
import java.util.function.Supplier;

/// An extension: a field of a message type that is declared outside of it.
///
/// A message keeps extensions among its unknown fields, in their serialized form. They are decoded
/// by [Message#get] each time they are asked for.
///
/// @param <M> the type of the extended message
/// @param <V> the Java type of the value: boxed, or a list
public final class Extension<M extends Message<M>, V> {
    private final int number;
    private final String fullName;
    private final Kind<?, V> kind;

    private Extension(int number, String fullName, Kind<?, V> kind) {
        this.number = number;
        this.fullName = fullName;
        this.kind = kind;
    }

    /// Describes an extension with at most one value.
    ///
    /// @param <M> the type of the extended message
    /// @param <T> the type of the value
    /// @param number the field number
    /// @param fullName the name in the proto file, with its package
    /// @param type gives the type of the value, when it is first needed
    /// @param delimited whether a message is written between group tags
    /// @param defaultValue the declared default value, or null for the usual one
    /// @return the extension
    public static <M extends Message<M>, T> Extension<M, T> singular(
            int number,
            String fullName,
            Supplier<ValueType<T>> type,
            boolean delimited,
            @Nullable T defaultValue) {
        return new Extension<>(number, fullName, new Singular<>(type, delimited, defaultValue));
    }

    /// Describes an extension with any number of values.
    ///
    /// @param <M> the type of the extended message
    /// @param <T> the type of one value
    /// @param number the field number
    /// @param fullName the name in the proto file, with its package
    /// @param type gives the type of one value, when it is first needed
    /// @param delimited whether messages are written between group tags
    /// @param packed whether the values share one tag
    /// @return the extension
    public static <M extends Message<M>, T> Extension<M, List<T>> repeated(
            int number,
            String fullName,
            Supplier<ValueType<T>> type,
            boolean delimited,
            boolean packed) {
        return new Extension<>(number, fullName, new Repeated<>(type, delimited, packed));
    }

    /// Returns the field number.
    ///
    /// @return the number
    public int number() {
        return number;
    }

    /// Returns the name in the proto file, with its package.
    ///
    /// @return the full name
    public String fullName() {
        return fullName;
    }

    /// Returns the type of the value, or of one element.
    ///
    /// @return the type
    public ValueType<?> type() {
        return kind.type().get();
    }

    /// Says whether there may be any number of values.
    ///
    /// @return whether the value is a list
    public boolean isRepeated() {
        return kind instanceof Repeated;
    }

    /// For builders: returns unknown fields in which this extension has a value.
    ///
    /// @param fields the unknown fields so far
    /// @param value the value, or null to leave the extension out
    /// @return the unknown fields to use from now on
    public UnknownFields setIn(UnknownFields fields, @Nullable V value) {
        UnknownFields others = UnknownFields.EMPTY;
        var in = fields.reader();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag >>> 3 == number) {
                in.skip(tag);
            } else {
                others = in.readUnknown(tag, others);
            }
        }
        if (value == null) {
            return others;
        }
        var out = new ProtoWriter();
        kind.write(number, value, out);
        return others.plus(UnknownFields.of(Bytes.wrap(out.toByteArray())));
    }

    V get(UnknownFields fields) {
        var in = fields.reader();
        V value = null;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag >>> 3 == number) {
                value = kind.read(tag, in, value);
            } else {
                in.skip(tag);
            }
        }
        return value == null ? kind.absent() : value;
    }

    boolean isIn(UnknownFields fields) {
        var in = fields.reader();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag >>> 3 == number) {
                return true;
            }
            in.skip(tag);
        }
        return false;
    }

    @Override
    public String toString() {
        return fullName;
    }

    private sealed interface Kind<T, V> {
        Supplier<ValueType<T>> type();

        boolean delimited();

        /// Reads one occurrence of the field.
        @Nullable
        V read(int tag, ProtoReader in, @Nullable V base);

        void write(int number, V value, ProtoWriter out);

        V absent();

        default @Nullable T readOne(int tag, ProtoReader in, @Nullable T base) {
            return delimited()
                    ? ((MessageCodec<?>) type().get()).readGroupAs(tag >>> 3, in, base)
                    : type().get().read(in, base);
        }

        default void writeOne(int number, T value, ProtoWriter out) {
            if (delimited()) {
                ((MessageCodec<?>) type().get()).writeGroupAs(number, value, out);
            } else {
                type().get().write(number, value, out);
            }
        }

        default int tagType() {
            return delimited() ? WireType.START_GROUP : type().get().wireType();
        }
    }

    private record Singular<T>(
            Supplier<ValueType<T>> type, boolean delimited, @Nullable T defaultValue)
            implements Kind<T, T> {
        @Override
        public @Nullable T read(int tag, ProtoReader in, @Nullable T base) {
            if ((tag & 7) != tagType()) {
                in.skip(tag);
                return base;
            }
            T value = readOne(tag, in, base);
            return value == null ? base : value;
        }

        @Override
        public void write(int number, T value, ProtoWriter out) {
            writeOne(number, value, out);
        }

        @Override
        public T absent() {
            return defaultValue == null ? type.get().defaultValue() : defaultValue;
        }
    }

    private record Repeated<T>(Supplier<ValueType<T>> type, boolean delimited, boolean packed)
            implements Kind<T, List<T>> {
        @Override
        public @Nullable List<T> read(int tag, ProtoReader in, @Nullable List<T> base) {
            FixedList<T> list = FixedList.growing(base == null ? List.of() : base);
            if ((tag & 7) == tagType()) {
                add(list, readOne(tag, in, null));
            } else if ((tag & 7) == WireType.LENGTH_DELIMITED && type.get().isPackable()) {
                int outer = in.enter(in.readLength());
                while (in.position < in.limit) {
                    add(list, type.get().read(in, null));
                }
                in.leave(outer);
            } else {
                in.skip(tag);
            }
            return list;
        }

        private static <T> void add(FixedList<T> list, @Nullable T value) {
            if (value != null) {
                list.append(value);
            }
        }

        @Override
        public void write(int number, List<T> values, ProtoWriter out) {
            if (!packed) {
                for (T value : values.reversed()) {
                    writeOne(number, value, out);
                }
            } else if (!values.isEmpty()) {
                int before = out.length();
                for (T value : values.reversed()) {
                    type.get().writePacked(value, out);
                }
                out.writeLength(number, before);
            }
        }

        @Override
        public List<T> absent() {
            return List.of();
        }
    }
}
