package dev.duet.compiler.check;

import dev.duet.compiler.model.ExtensionRange;
import dev.duet.compiler.model.Features;
import dev.duet.compiler.model.Field;
import dev.duet.compiler.model.JsonNames;
import dev.duet.compiler.model.MessageType;
import dev.duet.compiler.model.OptionNumbers;
import dev.duet.compiler.syntax.Problems;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Rules for messages: names of fields in JSON, extension ranges.
final class MessageChecks {
    private static final int MAX_FIELD_NUMBER = (1 << 29) - 1;

    private record JsonName(Field field, String name, boolean isCustom) {
        String kind() {
            return isCustom ? "custom" : "default";
        }
    }

    private final Problems problems;
    private final DeclarationChecks declarations;

    MessageChecks(Problems problems) {
        this.problems = problems;
        this.declarations = new DeclarationChecks(problems);
    }

    void check(MessageType message) {
        if (!message.flag(OptionNumbers.MESSAGE_LEGACY_JSON_CONFLICTS)) {
            checkJsonNames(message, false);
            checkJsonNames(message, true);
        }
        checkExtensionRanges(message);
    }

    /// Names must differ both as derived and with those that are given.
    private void checkJsonNames(MessageType message, boolean withCustom) {
        Map<String, JsonName> names = HashMap.newHashMap(message.fields.size());
        for (Field field : message.fields) {
            JsonName name = jsonName(field, withCustom);
            if (name.isCustom && looksLikeExtension(name.name)) {
                problems.error(
                        field.jsonNameAt,
                        "The custom JSON name of field \""
                                + field.name
                                + "\" (\""
                                + name.name
                                + "\") is invalid: JSON names may not start with '[' and end "
                                + "with ']'.");
                continue;
            }
            JsonName other = names.putIfAbsent(name.name, name);
            if (other != null && (!withCustom || name.isCustom || other.isCustom)) {
                conflict(name, other);
            }
        }
    }

    private void conflict(JsonName name, JsonName other) {
        Field field = name.field;
        String message =
                "The "
                        + name.kind()
                        + " JSON name of field \""
                        + field.name
                        + "\" (\""
                        + name.name
                        + "\") conflicts with the "
                        + other.kind()
                        + " JSON name of field \""
                        + other.field.name
                        + "\".";
        int at = name.isCustom ? field.jsonNameAt : field.nameAt;
        MessageType parent = (MessageType) field.parent;
        boolean bestEffort = parent.features.jsonFormat() == Features.LEGACY_BEST_EFFORT;
        if (bestEffort && !(name.isCustom && other.isCustom)) {
            problems.warning(at, message);
        } else {
            problems.error(at, message);
        }
    }

    private static JsonName jsonName(Field field, boolean withCustom) {
        String derived = JsonNames.derived(field.name);
        boolean custom = withCustom && field.jsonName != null && !field.jsonName.equals(derived);
        return new JsonName(field, custom ? field.jsonName : derived, custom);
    }

    private static boolean looksLikeExtension(String name) {
        return name.startsWith("[") && name.endsWith("]");
    }

    private void checkExtensionRanges(MessageType message) {
        long max = message.isMessageSet() ? Integer.MAX_VALUE : MAX_FIELD_NUMBER;
        Set<String> declared = new HashSet<>();
        for (ExtensionRange range : message.extensionRanges) {
            if (range.end > max + 1) {
                problems.error(
                        range.nameAt, "Extension numbers cannot be greater than " + max + ".");
            }
            declarations.check(range, declared);
        }
    }
}
