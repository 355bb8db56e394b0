package dev.duet.compiler.link;

import dev.duet.compiler.model.EnumType;
import dev.duet.compiler.model.EnumValue;
import dev.duet.compiler.model.ExtensionRange;
import dev.duet.compiler.model.Field;
import dev.duet.compiler.model.FieldType;
import dev.duet.compiler.model.Label;
import dev.duet.compiler.model.MessageType;
import dev.duet.compiler.model.ReservedName;
import dev.duet.compiler.model.ReservedRange;
import dev.duet.compiler.syntax.Problems;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Checks numbers and reserved things within one message, field or enum.
final class NumberChecks {
    static final int MAX_FIELD_NUMBER = (1 << 29) - 1;

    private static final int MAX_FIELDS = 65535;

    private final Problems problems;

    NumberChecks(Problems problems) {
        this.problems = problems;
    }

    void check(Field field) {
        if (field.label == Label.REQUIRED && field.isExtension) {
            problems.error(
                    field.typeAt, "The extension " + field.fullName + " cannot be required.");
        }
        if (field.defaultValue != null && field.isRepeated()) {
            problems.error(field.defaultAt, "Repeated fields can't have default values.");
        }
        if (field.defaultValue != null && field.type == FieldType.GROUP) {
            problems.error(field.defaultAt, "Messages can't have default values.");
        }
        if (field.numberAt < 0) {
            return;
        }
        if (field.number <= 0) {
            problems.error(field.numberAt, "Field numbers must be positive integers.");
        } else if (!field.isExtension && field.number > MAX_FIELD_NUMBER) {
            problems.error(
                    field.numberAt,
                    "Field numbers cannot be greater than " + MAX_FIELD_NUMBER + ".");
        }
    }

    void check(MessageType message) {
        checkExtensionRanges(message);
        checkReservedRanges(message);
        Set<String> reservedNames = names(message.reservedNames, "Field name");
        if (message.fields.size() > MAX_FIELDS) {
            problems.error(
                    message.nameAt,
                    message.fields.size()
                            + " fields in "
                            + message.fullName
                            + " exceeds the limit of "
                            + MAX_FIELDS);
        }
        Map<Integer, Field> byNumber = new HashMap<>();
        for (Field field : message.fields) {
            checkAgainstRanges(message, field);
            if (reservedNames.contains(field.name)) {
                problems.error(field.nameAt, "Field name \"" + field.name + "\" is reserved.");
            }
            Field other = field.number > 0 ? byNumber.putIfAbsent(field.number, field) : null;
            if (other != null) {
                problems.error(
                        field.numberAt,
                        "Field number "
                                + field.number
                                + " has already been used in \""
                                + message.fullName
                                + "\" by field \""
                                + other.name
                                + "\". "
                                + FreeNumbers.nextIn(message)
                                + ".");
            }
        }
        checkOverlaps(message);
    }

    private void checkExtensionRanges(MessageType message) {
        for (ExtensionRange range : message.extensionRanges) {
            if (range.start <= 0) {
                problems.error(range.nameAt, "Extension numbers must be positive integers.");
            }
            if (range.start >= range.end) {
                problems.error(
                        range.nameAt,
                        "Extension range end number must be greater than start number.");
            }
        }
    }

    private void checkReservedRanges(MessageType message) {
        for (ReservedRange range : message.reservedRanges) {
            if (range.start <= 0) {
                problems.error(range.at, "Reserved numbers must be positive integers.");
            }
            if (range.start >= range.end) {
                problems.error(
                        range.at, "Reserved range end number must be greater than start number.");
            }
        }
        List<ReservedRange> ranges = message.reservedRanges;
        for (int i = 0; i < ranges.size(); i++) {
            for (ReservedRange later : ranges.subList(i + 1, ranges.size())) {
                ReservedRange earlier = ranges.get(i);
                if (earlier.end > later.start && later.end > earlier.start) {
                    problems.error(
                            later.at,
                            overlap(
                                    "Reserved range",
                                    later.start,
                                    later.end - 1,
                                    "already-defined range",
                                    earlier.start,
                                    earlier.end - 1));
                }
            }
        }
    }

    private void checkAgainstRanges(MessageType message, Field field) {
        for (ExtensionRange range : message.extensionRanges) {
            if (range.contains(field.number)) {
                problems.error(
                        field.numberAt,
                        "Extension range "
                                + range.start
                                + " to "
                                + (range.end - 1)
                                + " includes field \""
                                + field.name
                                + "\" ("
                                + field.number
                                + "). "
                                + FreeNumbers.nextIn(message)
                                + ".");
            }
        }
        for (ReservedRange range : message.reservedRanges) {
            if (range.start <= field.number && field.number < range.end) {
                problems.error(
                        field.numberAt,
                        "Field \""
                                + field.name
                                + "\" uses reserved number "
                                + field.number
                                + ". "
                                + FreeNumbers.nextIn(message)
                                + ".");
            }
        }
    }

    private void checkOverlaps(MessageType message) {
        List<ExtensionRange> ranges = message.extensionRanges;
        for (int i = 0; i < ranges.size(); i++) {
            ExtensionRange range = ranges.get(i);
            for (ReservedRange reserved : message.reservedRanges) {
                if (range.end > reserved.start && reserved.end > range.start) {
                    problems.error(
                            range.nameAt,
                            overlap(
                                    "Extension range",
                                    range.start,
                                    range.end - 1,
                                    "reserved range",
                                    reserved.start,
                                    reserved.end - 1));
                }
            }
            for (ExtensionRange later : ranges.subList(i + 1, ranges.size())) {
                if (range.end > later.start && later.end > range.start) {
                    problems.error(
                            later.nameAt,
                            overlap(
                                    "Extension range",
                                    later.start,
                                    later.end - 1,
                                    "already-defined range",
                                    range.start,
                                    range.end - 1));
                }
            }
        }
    }

    void check(EnumType type) {
        List<ReservedRange> ranges = type.reservedRanges;
        for (int i = 0; i < ranges.size(); i++) {
            ReservedRange range = ranges.get(i);
            if (range.start > range.end) {
                problems.error(
                        range.at, "Reserved range end number must be greater than start number.");
            }
            for (ReservedRange later : ranges.subList(i + 1, ranges.size())) {
                if (range.end >= later.start && later.end >= range.start) {
                    problems.error(
                            later.at,
                            overlap(
                                    "Reserved range",
                                    later.start,
                                    later.end,
                                    "already-defined range",
                                    range.start,
                                    range.end));
                }
            }
        }
        Set<String> reservedNames = names(type.reservedNames, "Enum value");
        for (EnumValue value : type.values) {
            for (ReservedRange range : ranges) {
                if (range.start <= value.number && value.number <= range.end) {
                    problems.error(
                            value.numberAt,
                            "Enum value \""
                                    + value.name
                                    + "\" uses reserved number "
                                    + value.number
                                    + ".");
                }
            }
            if (reservedNames.contains(value.name)) {
                problems.error(value.nameAt, "Enum value \"" + value.name + "\" is reserved.");
            }
        }
    }

    private Set<String> names(List<ReservedName> reserved, String what) {
        if (reserved.isEmpty()) {
            return Set.of();
        }
        Set<String> names = new HashSet<>();
        for (ReservedName name : reserved) {
            if (!names.add(name.name())) {
                problems.error(
                        name.at(), what + " \"" + name.name() + "\" is reserved multiple times.");
            }
        }
        return names;
    }

    private static String overlap(
            String what, int start, int end, String with, int otherStart, int otherEnd) {
        return what
                + " "
                + start
                + " to "
                + end
                + " overlaps with "
                + with
                + " "
                + otherStart
                + " to "
                + otherEnd
                + ".";
    }
}
