package dev.duet.internal.http2.hpack;

import java.util.Arrays;

/// The encoder's dynamic table, searchable by field and by name.
///
/// Two hash tables lead to the newest entry of a bucket, and each entry to the next older one, all
/// by insertion number. Entries leave oldest first, so nothing needs to be unlinked: the first
/// number of an evicted entry ends the chain.
final class EncoderTable {
    private final DynamicTable table;
    private int[] fieldBuckets;
    private int[] nameBuckets;
    private int[] nextByField;
    private int[] nextByName;
    private int mask;

    EncoderTable(int capacity) {
        table = new DynamicTable(capacity);
        allocate();
    }

    int capacity() {
        return table.capacity();
    }

    void resize(int capacity) {
        table.resize(capacity);
    }

    void add(HeaderField field) {
        int places = table.places();
        int number = table.inserted();
        table.add(field);
        if (places != table.places()) {
            allocate();
            for (int age = table.count() - 1; age >= 0; age--) {
                link(table.inserted() - 1 - age, table.get(age));
            }
        } else if (number != table.inserted()) {
            link(number, field);
        }
    }

    /// The index, as it goes on the wire, of an entry with that name and value, or 0.
    int findField(HeaderField field) {
        int number = fieldBuckets[fieldHash(field) & mask];
        for (int age = age(number); age < table.count(); age = age(number)) {
            HeaderField entry = table.get(age);
            if (entry == field
                    || entry.value().equals(field.value()) && entry.name().equals(field.name())) {
                return StaticTable.SIZE + 1 + age;
            }
            number = nextByField[number & mask];
        }
        return 0;
    }

    /// The index, as it goes on the wire, of an entry with that name, or 0.
    int findName(String name) {
        int number = nameBuckets[nameHash(name) & mask];
        for (int age = age(number); age < table.count(); age = age(number)) {
            if (table.get(age).name().equals(name)) {
                return StaticTable.SIZE + 1 + age;
            }
            number = nextByName[number & mask];
        }
        return 0;
    }

    /// How many entries are newer than the one of that number; for a number of no entry, at least
    /// the number of entries.
    private int age(int number) {
        int age = table.inserted() - 1 - number;
        return age < 0 ? Integer.MAX_VALUE : age;
    }

    private void link(int number, HeaderField field) {
        int fieldBucket = fieldHash(field) & mask;
        nextByField[number & mask] = fieldBuckets[fieldBucket];
        fieldBuckets[fieldBucket] = number;
        int nameBucket = nameHash(field.name()) & mask;
        nextByName[number & mask] = nameBuckets[nameBucket];
        nameBuckets[nameBucket] = number;
    }

    private void allocate() {
        int places = table.places();
        mask = places - 1;
        int none = table.inserted() - table.count() - 1;
        fieldBuckets = filled(places, none);
        nameBuckets = filled(places, none);
        nextByField = new int[places];
        nextByName = new int[places];
    }

    private static int[] filled(int length, int value) {
        int[] array = new int[length];
        Arrays.fill(array, value);
        return array;
    }

    private static int fieldHash(HeaderField field) {
        return spread(field.name().hashCode() * 31 + field.value().hashCode());
    }

    private static int nameHash(String name) {
        return spread(name.hashCode());
    }

    private static int spread(int hash) {
        int mixed = hash * 0x9e3779b9;
        return mixed ^ mixed >>> 15;
    }
}
