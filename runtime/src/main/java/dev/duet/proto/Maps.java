package dev.duet.proto;

import java.util.Map;
import java.util.Objects;

/// The maps of map fields, for generated code.
public final class Maps {
    private Maps() {}

    /// Returns an immutable map of the same entries, which is the given one if that is immutable.
    ///
    /// @param <K> the type of the keys
    /// @param <V> the type of the values
    /// @param entries the entries, without nulls; their order is kept
    /// @return the map
    public static <K, V> Map<K, V> copyOf(Map<K, V> entries) {
        if (entries instanceof FixedMap<K, V> fixed) {
            return fixed.frozen();
        }
        if (entries.isEmpty()) {
            return Map.of();
        }
        FixedMap<K, V> copy = FixedMap.building(Map.of());
        entries.forEach(
                (key, value) ->
                        copy.add(Objects.requireNonNull(key), Objects.requireNonNull(value)));
        return copy.frozen();
    }

    /// For builders: returns a map with one more entry, the given one if the builder owns it.
    ///
    /// @param <K> the type of the keys
    /// @param <V> the type of the values
    /// @param entries the entries so far
    /// @param key the key to add
    /// @param value the value to add
    /// @return the map to use from now on
    public static <K, V> Map<K, V> with(Map<K, V> entries, K key, V value) {
        FixedMap<K, V> map = FixedMap.building(entries);
        map.add(Objects.requireNonNull(key), Objects.requireNonNull(value));
        return map;
    }
}
