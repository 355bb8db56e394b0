package dev.duet.proto;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The map of a map field: immutable to its users, in the order in which the entries were put in.
final class FixedMap<K, V> extends AbstractMap<K, V> {
    private final LinkedHashMap<K, V> entries;
    private Growth growth;

    private FixedMap(LinkedHashMap<K, V> entries, Growth growth) {
        this.entries = entries;
        this.growth = growth;
    }

    /// Returns a map to which a decoder adds: the given one if a decoder has made it.
    static <K, V> FixedMap<K, V> growing(Map<K, V> map) {
        return map instanceof FixedMap<K, V> fixed && fixed.growth == Growth.DECODING
                ? fixed
                : new FixedMap<>(new LinkedHashMap<>(map), Growth.DECODING);
    }

    /// Returns a map to which a builder adds: the given one if a builder has made it.
    static <K, V> FixedMap<K, V> building(Map<K, V> map) {
        return map instanceof FixedMap<K, V> fixed && fixed.growth == Growth.BUILDING
                ? fixed
                : new FixedMap<>(new LinkedHashMap<>(map), Growth.BUILDING);
    }

    FixedMap<K, V> frozen() {
        if (growth == Growth.BUILDING) {
            growth = Growth.NONE;
        }
        return this;
    }

    void add(K key, V value) {
        entries.put(key, value);
    }

    /// The entries from the last to the first, as a writer needs them.
    Set<Map.Entry<K, V>> reversedEntries() {
        return entries.sequencedEntrySet().reversed();
    }

    @Override
    public V get(Object key) {
        return entries.get(key);
    }

    @Override
    public boolean containsKey(Object key) {
        return entries.containsKey(key);
    }

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return Collections.unmodifiableMap(entries).entrySet();
    }
}
