package dev.duet.proto;

import java.util.List;
import java.util.Objects;

/// The lists of repeated fields, for generated code.
public final class Lists {
    private Lists() {}

    /// Returns an immutable list of the same elements, which is the given one if that is immutable.
    ///
    /// @param <T> the type of the elements
    /// @param values the elements, none of them null
    /// @return the list
    public static <T> List<T> copyOf(List<T> values) {
        return values instanceof FixedList<T> fixed ? fixed.frozen() : List.copyOf(values);
    }

    /// For builders: returns a list with one more element, the given one if the builder owns it.
    ///
    /// @param <T> the type of the elements
    /// @param values the elements so far
    /// @param value the element to add
    /// @return the list to use from now on
    public static <T> List<T> with(List<T> values, T value) {
        FixedList<T> list = FixedList.building(values);
        list.append(Objects.requireNonNull(value));
        return list;
    }
}
