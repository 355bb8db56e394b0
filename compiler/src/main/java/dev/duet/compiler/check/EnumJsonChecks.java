package dev.duet.compiler.check;

import dev.duet.compiler.model.EnumType;
import dev.duet.compiler.model.EnumValue;
import dev.duet.compiler.model.OptionNumbers;
import dev.duet.compiler.model.OptionValues;
import dev.duet.compiler.syntax.Problems;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// Rules for the names that enum values have in JSON: their own, and those that the option
/// `(pb.enumvalue.json).string` gives them.
final class EnumJsonChecks {
    private static final int STRING = 1;

    /// A name in JSON and the value that has it.
    private record Taken(EnumValue value, boolean custom) {
        String what() {
            return (custom ? "custom" : "default") + " JSON string of \"" + value.name + "\".";
        }
    }

    private final Problems problems;

    EnumJsonChecks(Problems problems) {
        this.problems = problems;
    }

    void check(EnumType type) {
        boolean any = false;
        for (EnumValue value : type.values) {
            any |= custom(value) != null;
        }
        if (!any) {
            return;
        }
        Map<Integer, EnumValue> primaries = HashMap.newHashMap(type.values.size());
        Map<String, Taken> names = HashMap.newHashMap(2 * type.values.size());
        for (EnumValue value : type.values) {
            String custom = custom(value);
            EnumValue primary = primaries.putIfAbsent(value.number, value);
            if (primary != null) {
                checkAlias(value, string(value), primary, string(primary));
            }
            take(names, value.name, new Taken(value, false));
            if (custom != null) {
                take(names, custom, new Taken(value, true));
                checkText(value, custom);
            }
        }
    }

    private void checkAlias(EnumValue value, String custom, EnumValue primary, String first) {
        if (!Objects.equals(custom, first)) {
            problems.error(
                    value.nameAt,
                    "Alias values for number "
                            + value.number
                            + " must have the same custom JSON string. \""
                            + value.name
                            + "\" has "
                            + shown(custom)
                            + " but primary alias \""
                            + primary.name
                            + "\" has "
                            + shown(first)
                            + ".");
        }
    }

    private static String shown(String custom) {
        return custom == null ? "unset" : "\"" + custom + "\"";
    }

    private void take(Map<String, Taken> names, String name, Taken taker) {
        Taken other = names.putIfAbsent(name, taker);
        if (other != null && other.value.number != taker.value.number) {
            problems.error(
                    taker.value.nameAt,
                    (taker.custom ? "Custom" : "Default")
                            + " JSON string \""
                            + name
                            + "\" conflicts with "
                            + other.what());
        }
    }

    private void checkText(EnumValue value, String custom) {
        if (custom.indexOf('\0') >= 0) {
            problems.error(
                    value.nameAt, "Custom JSON strings cannot contain embedded null characters.");
        }
        Integer number = integer(custom.strip());
        if (number != null && number != value.number) {
            problems.error(
                    value.nameAt,
                    "Custom JSON string \""
                            + custom
                            + "\" parses as integer "
                            + number
                            + ", which does not match the enum value's number "
                            + value.number
                            + ".");
        }
    }

    /// What a text stands for as a number of 32 bits; null if it is none.
    private static Integer integer(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean sign = i == 0 && (c == '-' || c == '+');
            if (!sign && (c < '0' || c > '9')) {
                return null;
            }
        }
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException _) {
            return null;
        }
    }

    /// The text of the option; null without the option, empty if the option has none.
    private static String custom(EnumValue value) {
        String string = string(value);
        return string == null && json(value) != null ? "" : string;
    }

    /// The text of the option; null if it has none.
    private static String string(EnumValue value) {
        OptionValues json = json(value);
        OptionValues.Entry string = json == null ? null : json.last(STRING);
        return string == null || string.bytes() == null
                ? null
                : new String(string.bytes(), StandardCharsets.UTF_8);
    }

    private static OptionValues json(EnumValue value) {
        return value.optionValues == null
                ? null
                : value.optionValues.message(OptionNumbers.VALUE_JSON);
    }
}
