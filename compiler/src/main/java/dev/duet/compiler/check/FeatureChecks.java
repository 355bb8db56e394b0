package dev.duet.compiler.check;

import dev.duet.compiler.model.Element;
import dev.duet.compiler.model.Features;
import dev.duet.compiler.model.Field;
import dev.duet.compiler.model.FieldType;
import dev.duet.compiler.model.MessageType;
import dev.duet.compiler.model.OptionNumbers;
import dev.duet.compiler.model.OptionStatement;
import dev.duet.compiler.model.OptionValues;
import dev.duet.compiler.syntax.Problems;

/// Rules for the features of editions.
final class FeatureChecks {
    private static final int FIELD_PRESENCE = 1;
    private static final int REPEATED_FIELD_ENCODING = 3;
    private static final int UTF8_VALIDATION = 4;
    private static final int MESSAGE_ENCODING = 5;

    private static final String[] NAMES = {
        "field_presence", "enum_type", "repeated_field_encoding", "utf8_validation",
        "message_encoding", "json_format", "enforce_naming_style", "default_symbol_visibility",
        "enforce_proto_limits"
    };
    private static final String[] UNKNOWN_VALUES = {
        "FIELD_PRESENCE_UNKNOWN",
        "ENUM_TYPE_UNKNOWN",
        "REPEATED_FIELD_ENCODING_UNKNOWN",
        "UTF8_VALIDATION_UNKNOWN",
        "MESSAGE_ENCODING_UNKNOWN",
        "JSON_FORMAT_UNKNOWN",
        "ENFORCE_NAMING_STYLE_UNKNOWN",
        "VisibilityFeature::DEFAULT_SYMBOL_VISIBILITY_UNKNOWN",
        "ProtoLimitsFeature::PROTO_LIMITS_UNKNOWN"
    };

    private final Problems problems;

    FeatureChecks(Problems problems) {
        this.problems = problems;
    }

    /// Features are there for editions only, and each must have a value that says something.
    void checkKnown(Element element) {
        int at = -1;
        for (OptionStatement option : element.options) {
            if (option.startsWith("features")) {
                at = option.nameAt();
                break;
            }
        }
        if (at < 0) {
            return;
        }
        if (element.file.edition.isLegacy()) {
            if (!(element instanceof Field field && field.isInMapEntry())) {
                problems.error(at, "Features are only valid under editions.");
            }
            return;
        }
        OptionValues own = set(element);
        for (int number = 1; own != null && number <= NAMES.length; number++) {
            if (own.has(number) && own.number(number, 0) == 0) {
                problems.error(
                        at,
                        "Feature field `"
                                + NAMES[number - 1]
                                + "` must resolve to a known value, found "
                                + UNKNOWN_VALUES[number - 1]);
            }
        }
    }

    void check(Field field) {
        if (field.file.edition.isLegacy()) {
            return;
        }
        if (field.optionValues != null && field.optionValues.has(OptionNumbers.PACKED)) {
            error(
                    field,
                    "packed",
                    "Field option packed is not allowed under editions.  Use the "
                            + "repeated_field_encoding feature to control this behavior.");
        }
        if (!field.isRepeated() && !field.hasPresence()) {
            if (field.defaultValue != null) {
                problems.error(field.defaultAt, "Implicit presence fields can't specify defaults.");
            }
            if (field.enumType != null && field.enumType.isClosed()) {
                problems.error(field.nameAt, "Implicit presence enum fields must always be open.");
            }
        }
        if (field.isExtension && field.isRequired()) {
            problems.error(field.nameAt, "Extensions can't be required.");
        }
        OptionValues own = set(field);
        if (own != null && !field.isInMapEntry()) {
            checkPresence(field, own);
            checkEncodings(field, own);
        }
    }

    private void checkPresence(Field field, OptionValues own) {
        if (!own.has(FIELD_PRESENCE)) {
            return;
        }
        int presence = own.number(FIELD_PRESENCE, 0);
        if (field.oneof != null) {
            error(field, "features", "Oneof fields can't specify field presence.");
        } else if (field.isRepeated()) {
            error(field, "features", "Repeated fields can't specify field presence.");
        } else if (field.isExtension && presence != Features.LEGACY_REQUIRED) {
            error(field, "features", "Extensions can't specify field presence.");
        } else if (field.type.isMessage() && presence == Features.IMPLICIT) {
            error(field, "features", "Message fields can't specify implicit presence.");
        }
    }

    private void checkEncodings(Field field, OptionValues own) {
        if (!field.isRepeated() && own.has(REPEATED_FIELD_ENCODING)) {
            error(field, "features", "Only repeated fields can specify repeated field encoding.");
        }
        if (field.type != FieldType.STRING && !isStringMap(field) && own.has(UTF8_VALIDATION)) {
            error(field, "features", "Only string fields can specify utf8 validation.");
        }
        if (!(field.isRepeated() && field.type.isPackable())
                && own.number(REPEATED_FIELD_ENCODING, 0) == Features.PACKED) {
            error(
                    field,
                    "features",
                    "Only repeated primitive fields can specify PACKED repeated field encoding.");
        }
        if ((!field.type.isMessage() || field.isMap) && own.has(MESSAGE_ENCODING)) {
            error(field, "features", "Only message fields can specify message encoding.");
        }
    }

    private static boolean isStringMap(Field field) {
        if (!field.isMap) {
            return false;
        }
        MessageType entry = field.messageType;
        return entry.fields.get(0).type == FieldType.STRING
                || entry.fields.get(1).type == FieldType.STRING;
    }

    private static OptionValues set(Element element) {
        return element.optionValues == null
                ? null
                : element.optionValues.message(OptionNumbers.features(element));
    }

    private void error(Field field, String option, String message) {
        problems.error(FieldChecks.at(field, option), message);
    }
}
