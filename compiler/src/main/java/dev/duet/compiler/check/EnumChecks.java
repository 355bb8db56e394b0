package dev.duet.compiler.check;

import dev.duet.compiler.model.Edition;
import dev.duet.compiler.model.EnumType;
import dev.duet.compiler.model.EnumValue;
import dev.duet.compiler.model.OptionNumbers;
import dev.duet.compiler.syntax.Problems;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Rules for enums: names and numbers that clash, zero first.
final class EnumChecks {
    private final Problems problems;

    EnumChecks(Problems problems) {
        this.problems = problems;
    }

    void check(EnumType type) {
        checkNames(type);
        if (!type.isClosed() && type.values.getFirst().number != 0) {
            problems.error(
                    type.values.getFirst().numberAt,
                    "The first enum value must be zero for open enums.");
        }
        if (!type.flag(OptionNumbers.ALLOW_ALIAS)) {
            checkNumbers(type);
        }
    }

    /// Code generators leave out the enum's name in front and change case: names must differ then,
    /// too.
    private void checkNames(EnumType type) {
        String prefix = type.name.replace("_", "").toLowerCase(Locale.ROOT);
        Map<String, EnumValue> names = HashMap.newHashMap(type.values.size());
        for (EnumValue value : type.values) {
            String stripped = pascalCase(withoutPrefix(value.name, prefix));
            EnumValue other = names.putIfAbsent(stripped, value);
            if (other == null || other.name.equals(value.name) || other.number == value.number) {
                continue;
            }
            String message =
                    "Enum name "
                            + value.name
                            + " has the same name as "
                            + other.name
                            + " if you ignore case and strip out the enum name prefix (if any). "
                            + "(If you are using allow_alias, please assign the same number to "
                            + "each enum value name.)";
            if (type.flag(OptionNumbers.ENUM_LEGACY_JSON_CONFLICTS)
                    && type.file.edition == Edition.PROTO2) {
                problems.warning(value.nameAt, message);
            } else {
                problems.error(value.nameAt, message);
            }
        }
    }

    private void checkNumbers(EnumType type) {
        Map<Integer, EnumValue> numbers = HashMap.newHashMap(type.values.size());
        for (EnumValue value : type.values) {
            EnumValue other = numbers.putIfAbsent(value.number, value);
            if (other != null) {
                problems.error(
                        value.numberAt,
                        "\""
                                + value.fullName
                                + "\" uses the same enum value as \""
                                + other.fullName
                                + "\". If this is intended, set 'option allow_alias = true;' to "
                                + "the enum definition."
                                + nextNumber(type, value));
            }
        }
    }

    private static String nextNumber(EnumType type, EnumValue after) {
        Set<Long> used = new HashSet<>();
        for (EnumValue value : type.values) {
            used.add((long) value.number);
        }
        long next = after.number + 1L;
        while (used.contains(next)) {
            next++;
        }
        return next < Integer.MAX_VALUE ? " The next available enum value is " + next + "." : "";
    }

    /// A name without the enum's name in front, whatever the case and underscores.
    private static String withoutPrefix(String name, String prefix) {
        int at = 0;
        int matched = 0;
        while (at < name.length() && matched < prefix.length()) {
            char c = name.charAt(at++);
            if (c == '_') {
                continue;
            }
            if (Character.toLowerCase(c) != prefix.charAt(matched++)) {
                return name;
            }
        }
        if (matched < prefix.length()) {
            return name;
        }
        while (at < name.length() && name.charAt(at) == '_') {
            at++;
        }
        return at == name.length() ? name : name.substring(at);
    }

    private static String pascalCase(String name) {
        var pascal = new StringBuilder(name.length());
        boolean upper = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '_') {
                upper = true;
            } else {
                pascal.append(upper ? Character.toUpperCase(c) : Character.toLowerCase(c));
                upper = false;
            }
        }
        return pascal.toString();
    }
}
