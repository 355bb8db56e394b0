package dev.duet.compiler.generate;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// An enum.
///
/// @param fullName the name in the proto file, with its package
/// @param className the Java type
/// @param values the values in the order of the proto file, aliases included
/// @param closed whether there are no values but the declared ones
/// @param deprecated whether it should not be used any more
/// @param comment what the proto file says about it
record EnumModel(
        String fullName,
        ClassName className,
        List<Value> values,
        boolean closed,
        boolean deprecated,
        String comment) {

    /// A value.
    ///
    /// @param name the name in the proto file
    /// @param javaName the name of the constant
    /// @param number the number
    /// @param aliasOf the constant that has the same number and comes first, or null
    /// @param deprecated whether it should not be used any more
    /// @param comment what the proto file says about it
    record Value(
            String name,
            String javaName,
            int number,
            String aliasOf,
            boolean deprecated,
            String comment) {}

    /// The code that makes the constants of a Java enum is one method of at most 64 KB, some 19
    /// bytes for each.
    private static final int MAX_JAVA_ENUM = 3_400;

    /// Whether there are more values than a Java enum can have.
    boolean isLarge() {
        return isLarge(values.size());
    }

    /// Whether these are more values than a Java enum can have.
    static boolean isLarge(int values) {
        return values > MAX_JAVA_ENUM;
    }

    /// The type that holds the constants: that of a small closed enum, else one inside.
    ClassName constants() {
        return closed && !isLarge() ? className : nested("Known");
    }

    /// The record for other numbers of an open enum.
    ClassName unrecognized() {
        return nested("Unrecognized");
    }

    /// The class, inside that of the constants, that is loaded when the enum's description is first
    /// asked for.
    ClassName holder() {
        Set<String> taken = new HashSet<>(constants().names());
        values.forEach(value -> taken.add(value.javaName()));
        return constants().nested(Names.free("Description", taken));
    }

    /// The type of a name inside the enum.
    ClassName nested(String name) {
        return className.nested(Names.free(name, new HashSet<>(className.names())));
    }

    /// The value with a name in the proto file.
    Value value(String name) {
        for (Value value : values) {
            if (value.name().equals(name)) {
                return value;
            }
        }
        throw new IllegalArgumentException(fullName + " has no value " + name);
    }
}
