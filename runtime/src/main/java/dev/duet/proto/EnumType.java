package dev.duet.proto;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/// Describes a generated enum.
///
/// @param <E> the generated type
public final class EnumType<E extends ProtoEnum> extends ValueType<E> {
    private final String fullName;
    private final List<String> names;
    private final int[] numbers;
    private final IntFunction<E> byNumber;
    private final E defaultValue;
    private final Map<String, E> byName = new HashMap<>();
    private final Map<Integer, String> nameByNumber = new HashMap<>();

    /// Describes an enum.
    ///
    /// @param fullName the name in the proto file, with its package
    /// @param names the names of the values, in the order of the proto file, aliases included
    /// @param numbers the numbers of the values, in the same order
    /// @param byNumber finds a value; null for a number that a closed enum does not have
    public EnumType(String fullName, List<String> names, int[] numbers, IntFunction<E> byNumber) {
        this.fullName = fullName;
        this.names = List.copyOf(names);
        this.numbers = numbers.clone();
        this.byNumber = byNumber;
        defaultValue = byNumber.apply(numbers[0]);
        for (int i = 0; i < numbers.length; i++) {
            byName.put(names.get(i), byNumber.apply(numbers[i]));
            nameByNumber.putIfAbsent(numbers[i], names.get(i));
        }
    }

    /// Describes an enum with very many values.
    ///
    /// @param <E> the generated type
    /// @param fullName the name in the proto file, with its package
    /// @param byNumber finds a value; null for a number that a closed enum does not have
    /// @param values a line `NAME number` for each value, in the order of the proto file, aliases
    ///   included
    /// @return the description
    public static <E extends ProtoEnum> EnumType<E> parse(
            String fullName, IntFunction<E> byNumber, String... values) {
        var names = new ArrayList<String>();
        var numbers = new ArrayList<Integer>();
        for (String lines : values) {
            lines.lines()
                    .forEach(
                            line -> {
                                int space = line.indexOf(' ');
                                names.add(line.substring(0, space));
                                numbers.add(Integer.parseInt(line, space + 1, line.length(), 10));
                            });
        }
        int[] array = numbers.stream().mapToInt(Integer::intValue).toArray();
        return new EnumType<>(fullName, names, array, byNumber);
    }

    /// Returns the name in the proto file, with its package.
    ///
    /// @return the full name
    public String fullName() {
        return fullName;
    }

    /// Returns the names of the values in the order of the proto file, aliases included.
    ///
    /// @return the names
    public List<String> names() {
        return names;
    }

    /// Finds a value by its number.
    ///
    /// @param number the number
    /// @return the value, which in an open enum may be unrecognized; null if a closed one lacks it
    public @Nullable E of(int number) {
        return byNumber.apply(number);
    }

    /// Finds a value by its name in the proto file.
    ///
    /// @param name the name
    /// @return the value, or null
    public @Nullable E of(String name) {
        return byName.get(name);
    }

    /// Returns the name of a value in the proto file.
    ///
    /// @param value the value
    /// @return the first name with the value's number, or null if the number is unrecognized
    public @Nullable String nameOf(ProtoEnum value) {
        return nameByNumber.get(value.number());
    }

    @Override
    public ValueKind kind() {
        return ValueKind.ENUM;
    }

    @Override
    public E defaultValue() {
        return defaultValue;
    }

    @Override
    int wireType() {
        return WireType.VARINT;
    }

    @Override
    @Nullable
    E read(ProtoReader in, @Nullable E base) {
        int number = in.readInt32();
        E value = byNumber.apply(number);
        if (value == null) {
            in.missing(number);
        }
        return value;
    }

    @Override
    void write(int number, E value, ProtoWriter out) {
        out.writeEnum(number, value.number());
    }

    @Override
    void writePacked(E value, ProtoWriter out) {
        out.putVarint64(value.number());
    }
}
