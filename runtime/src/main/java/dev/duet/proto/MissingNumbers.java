package dev.duet.proto;

/// What has been read of a field and is a number that its closed enum does not have: it goes to the
/// unknown fields.
final class MissingNumbers {
    private LongList numbers = LongList.EMPTY;

    /// A map entry with such a number, instead of the number alone; null where there is none.
    private Bytes entry;

    void add(int number) {
        numbers = numbers.growing();
        numbers.append(number);
    }

    static MissingNumbers ofEntry(Bytes entry) {
        var missing = new MissingNumbers();
        missing.entry = entry;
        return missing;
    }

    /// Adds them to the unknown fields, as values of field `number`.
    UnknownFields addTo(UnknownFields fields, int number) {
        UnknownFields result = fields;
        for (int i = 0; i < numbers.size(); i++) {
            result = result.appendVarint(number, numbers.getLong(i));
        }
        return entry == null ? result : result.appendBytes(number, entry);
    }
}
