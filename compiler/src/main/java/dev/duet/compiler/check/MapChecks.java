package dev.duet.compiler.check;

import dev.duet.compiler.model.Field;
import dev.duet.compiler.model.FieldType;
import dev.duet.compiler.model.MessageType;
import dev.duet.compiler.model.OptionNumbers;
import dev.duet.compiler.model.OptionStatement;
import dev.duet.compiler.syntax.Problems;

/// Rules for maps and for the messages that are made for them.
final class MapChecks {
    private final Problems problems;

    MapChecks(Problems problems) {
        this.problems = problems;
    }

    void check(Field field) {
        MessageType entry = field.messageType;
        if (entry == null || !(entry.isMapEntry || entry.flag(OptionNumbers.MAP_ENTRY))) {
            return;
        }
        if (!entry.isMapEntry) {
            problems.error(
                    field.typeAt,
                    "map_entry should not be set explicitly. Use map<KeyType, ValueType> "
                            + "instead.");
        } else if (!field.isMap) {
            problems.error(
                    field.typeAt,
                    entry.fullName
                            + " is a synthetic MapEntry message type, which is not allowed "
                            + "to be used as a field type.");
        } else {
            checkTypes(field, entry.fields.get(0), entry.fields.get(1));
        }
    }

    private void checkTypes(Field map, Field key, Field value) {
        switch (key.type) {
            case ENUM -> problems.error(map.typeAt, "Key in map fields cannot be enum types.");
            case FLOAT, DOUBLE, MESSAGE, GROUP, BYTES ->
                    problems.error(
                            map.typeAt,
                            "Key in map fields cannot be float/double, bytes or message types.");
            case INT64,
                    UINT64,
                    INT32,
                    FIXED64,
                    FIXED32,
                    BOOL,
                    STRING,
                    UINT32,
                    SFIXED32,
                    SFIXED64,
                    SINT32,
                    SINT64 -> {}
        }
        if (value.type == FieldType.ENUM
                && !value.enumType.values.isEmpty()
                && value.enumType.values.getFirst().number != 0) {
            problems.error(map.typeAt, "Enum value in map must define 0 as the first value.");
        }
    }

    /// `option map_entry` is for the compiler only.
    void check(MessageType message) {
        for (OptionStatement option : message.options) {
            if (option.is("map_entry")) {
                problems.error(
                        option.nameAt(),
                        "map_entry should not be set explicitly. Use map<KeyType, ValueType> "
                                + "instead.");
            }
        }
    }
}
