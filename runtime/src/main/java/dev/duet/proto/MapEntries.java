package dev.duet.proto;

import java.util.Map;

/// The entries of map fields: messages with the key in field 1 and the value in field 2.
final class MapEntries {
    private static final int KEY = 1;
    private static final int VALUE = 2;

    private MapEntries() {}

    static <K, V> Map<K, V> read(
            ProtoReader in, Map<K, V> map, ValueType<K> keyType, ValueType<V> valueType) {
        K key = null;
        V value = null;
        int keyTag = KEY << 3 | keyType.wireType();
        int valueTag = VALUE << 3 | valueType.wireType();
        int outer = in.enterMessage();
        int from = in.position;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == keyTag) {
                key = keyType.read(in, null);
            } else if (tag == valueTag) {
                value = valueType.read(in, value);
            } else {
                in.skip(tag);
            }
        }
        int length = in.position - from;
        in.leaveMessage(outer);
        if (in.missing != null) {
            in.missing = null;
            if (value == null) { // instead of the number alone, the whole entry goes
                in.missing = MissingNumbers.ofEntry(Bytes.copyOf(in.array, from, length));
                return map;
            }
        }
        FixedMap<K, V> result = FixedMap.growing(map);
        result.add(
                key == null ? keyType.defaultValue() : key,
                value == null ? valueType.defaultValue() : value);
        return result;
    }

    static <K, V> void write(
            ProtoWriter out,
            int number,
            Map<K, V> entries,
            ValueType<K> keyType,
            ValueType<V> valueType) {
        var backwards =
                entries instanceof FixedMap<K, V> fixed
                        ? fixed.reversedEntries()
                        : entries.entrySet();
        for (Map.Entry<K, V> entry : backwards) {
            int before = out.length();
            valueType.write(VALUE, entry.getValue(), out);
            keyType.write(KEY, entry.getKey(), out);
            out.writeLength(number, before);
        }
    }
}
