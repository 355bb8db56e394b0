package dev.duet.proto;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/// The list of a repeated field: immutable to its users, and yet filled without a copy.
final class FixedList<T> extends AbstractList<T> implements RandomAccess {
    private static final Object[] NOTHING = {};

    private Object[] array;
    private int size;
    private Growth growth;

    private FixedList(Object[] array, int size, Growth growth) {
        this.array = array;
        this.size = size;
        this.growth = growth;
    }

    /// Returns a list to which a decoder adds: the given one if a decoder has made it.
    static <T> FixedList<T> growing(List<T> list) {
        return list instanceof FixedList<T> fixed && fixed.growth == Growth.DECODING
                ? fixed
                : new FixedList<>(
                        list.isEmpty() ? NOTHING : list.toArray(), list.size(), Growth.DECODING);
    }

    /// Returns a list to which a builder adds: the given one if a builder has made it.
    static <T> FixedList<T> building(List<T> list) {
        if (list instanceof FixedList<T> fixed && fixed.growth == Growth.BUILDING) {
            return fixed;
        }
        var copy = Arrays.copyOf(list.toArray(), list.size() + Growth.SLACK, Object[].class);
        return new FixedList<>(copy, list.size(), Growth.BUILDING);
    }

    FixedList<T> frozen() {
        if (growth == Growth.BUILDING) {
            growth = Growth.NONE;
        }
        return this;
    }

    void append(T value) {
        if (size == array.length) {
            array = Arrays.copyOf(array, Growth.capacity(size, size + 1), Object[].class);
        }
        array[size++] = value;
    }

    @Override
    public T get(int index) {
        Objects.checkIndex(index, size);
        @SuppressWarnings("unchecked") // only values of this type are ever put in
        T value = (T) array[index];
        return value;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Object[] toArray() {
        return Arrays.copyOf(array, size, Object[].class);
    }
}
