package dev.duet.proto;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.RandomAccess;

/// An immutable list of `boolean` values that are not boxed: the Java form of a repeated field of
/// type `bool`.
public final class BooleanList extends AbstractList<Boolean> implements RandomAccess {
    /// The list without elements.
    public static final BooleanList EMPTY = new BooleanList(new boolean[0], 0, Growth.NONE);

    private boolean[] array;
    private int size;
    private Growth growth;

    private BooleanList(boolean[] array, int size, Growth growth) {
        this.array = array;
        this.size = size;
        this.growth = growth;
    }

    /// Makes a list of the given values.
    ///
    /// @param values the values, which are copied
    /// @return the list
    public static BooleanList of(boolean... values) {
        return values.length == 0
                ? EMPTY
                : new BooleanList(values.clone(), values.length, Growth.NONE);
    }

    /// Makes a list of the given values.
    ///
    /// @param values the values, which are copied unless they are a list of this type
    /// @return the list
    public static BooleanList copyOf(Collection<Boolean> values) {
        if (values instanceof BooleanList list) {
            return list.frozen();
        }
        var copy = new boolean[values.size()];
        int i = 0;
        for (boolean value : values) {
            copy[i++] = value;
        }
        return i == 0 ? EMPTY : new BooleanList(copy, i, Growth.NONE);
    }

    /// Returns one value.
    ///
    /// @param index which one, from 0
    /// @return the value
    public boolean getBoolean(int index) {
        if (index >= size) {
            throw new IndexOutOfBoundsException(index + " of " + size);
        }
        return array[index];
    }

    /// Copies the values into a new array.
    ///
    /// @return the array
    public boolean[] toBooleanArray() {
        return Arrays.copyOf(array, size);
    }

    @Override
    public Boolean get(int index) {
        return getBoolean(index);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BooleanList that
                ? Arrays.equals(array, 0, size, that.array, 0, that.size)
                : super.equals(other);
    }

    @Override
    public int hashCode() {
        int result = 1;
        for (int i = 0; i < size; i++) {
            result = 31 * result + Boolean.hashCode(array[i]);
        }
        return result;
    }

    /// For builders: returns a list with one more element, this one if the builder owns it.
    ///
    /// @param value the element to add
    /// @return the list to use from now on
    public BooleanList with(boolean value) {
        var list =
                growth == Growth.BUILDING
                        ? this
                        : new BooleanList(
                                Arrays.copyOf(array, size + Growth.SLACK), size, Growth.BUILDING);
        list.append(value);
        return list;
    }

    /// For builders and messages: returns this list, which no builder adds to from now on.
    ///
    /// @return this list
    public BooleanList frozen() {
        if (growth == Growth.BUILDING) {
            growth = Growth.NONE;
        }
        return this;
    }

    /// Returns a list to which a decoder adds: this one if a decoder has made it.
    BooleanList growing() {
        return growth == Growth.DECODING
                ? this
                : new BooleanList(Arrays.copyOf(array, size), size, Growth.DECODING);
    }

    void append(boolean value) {
        if (size == array.length) {
            reserve(1);
        }
        array[size++] = value;
    }

    /// Makes room for `count` more elements.
    void reserve(int count) {
        int needed = Math.addExact(size, count);
        if (needed > array.length) {
            array = Arrays.copyOf(array, Growth.capacity(size, needed));
        }
    }

    /// Counts further elements in that the caller has put into [#array()].
    void grown(int count) {
        size += count;
    }

    /// The elements, with room behind them.
    boolean[] array() {
        return array;
    }
}
