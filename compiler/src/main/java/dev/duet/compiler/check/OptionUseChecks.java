package dev.duet.compiler.check;

import dev.duet.compiler.model.Edition;
import dev.duet.compiler.model.Element;
import dev.duet.compiler.model.EnumType;
import dev.duet.compiler.model.EnumValue;
import dev.duet.compiler.model.ExtensionRange;
import dev.duet.compiler.model.Field;
import dev.duet.compiler.model.MessageType;
import dev.duet.compiler.model.Method;
import dev.duet.compiler.model.Oneof;
import dev.duet.compiler.model.OptionNumbers;
import dev.duet.compiler.model.OptionUse;
import dev.duet.compiler.model.OptionValues;
import dev.duet.compiler.model.ProtoFile;
import dev.duet.compiler.model.Service;
import dev.duet.compiler.syntax.Problems;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Whether an option may be set where it is set, and in the edition of the file: what `targets` and
/// `feature_support` of its field say. Also checks what fields themselves say there.
final class OptionUseChecks {
    private static final int INTRODUCED = 1;
    private static final int DEPRECATED = 2;
    private static final int WARNING = 3;
    private static final int REMOVED = 4;
    private static final int REMOVAL_ERROR = 5;
    private static final int UNSTABLE = 9999;
    private static final String DESCRIPTOR = "google/protobuf/descriptor.proto";

    private final Problems problems;

    OptionUseChecks(Problems problems) {
        this.problems = problems;
    }

    void check(List<OptionUse> uses) {
        for (OptionUse use : uses) {
            check(use, use.value());
        }
    }

    private void check(OptionUse use, OptionValues values) {
        Edition edition = use.element().file.edition;
        for (OptionValues.Entry entry : values.entries()) {
            Field field = entry.field();
            boolean legacy =
                    field != null && edition.isLegacy() && field.file.name.equals(DESCRIPTOR);
            if (legacy && field.name.equals("features")) {
                continue; // That there are any is an error by itself.
            }
            if (field != null && !legacy) {
                checkTarget(use, field);
                checkEdition(use, edition, field.fullName, support(field));
                checkValue(use, edition, entry);
            }
            if (entry.message() != null) {
                check(use, entry.message());
            }
        }
    }

    private void checkTarget(OptionUse use, Field field) {
        if (field.optionValues == null || !field.optionValues.has(OptionNumbers.TARGETS)) {
            return;
        }
        int target = target(use.element());
        for (OptionValues.Entry entry : field.optionValues.entries()) {
            if (entry.number() == OptionNumbers.TARGETS && entry.value() == target) {
                return;
            }
        }
        problems.error(
                use.option().nameAt(),
                "Option "
                        + field.fullName
                        + " cannot be set on an entity of type `"
                        + targetName(use.element())
                        + "`.");
    }

    private void checkValue(OptionUse use, Edition edition, OptionValues.Entry entry) {
        EnumType type = entry.field().enumType;
        if (type == null) {
            return;
        }
        for (EnumValue value : type.values) {
            if (value.number == entry.value() && value.optionValues != null) {
                checkEdition(
                        use,
                        edition,
                        value.fullName,
                        value.optionValues.message(OptionNumbers.VALUE_FEATURE_SUPPORT));
            }
        }
    }

    private void checkEdition(OptionUse use, Edition edition, String name, OptionValues support) {
        if (support == null) {
            return;
        }
        int at = use.option().nameAt();
        int introduced = support.number(INTRODUCED, 0);
        int removed = support.number(REMOVED, Integer.MAX_VALUE);
        if (edition.number() < introduced) {
            problems.error(
                    at,
                    name
                            + " wasn't introduced until edition "
                            + shortName(introduced)
                            + " and can't be used in edition "
                            + edition.shortName());
        } else if (edition.number() >= removed) {
            String error = text(support, REMOVAL_ERROR);
            problems.error(
                    at,
                    name
                            + " has been removed in edition "
                            + shortName(removed)
                            + (error.isEmpty() ? "" : ": " + error));
        } else if (edition.number() >= support.number(DEPRECATED, Integer.MAX_VALUE)) {
            problems.warning(
                    at,
                    name
                            + " has been deprecated in edition "
                            + shortName(support.number(DEPRECATED, 0))
                            + ": "
                            + text(support, WARNING));
        }
    }

    /// What a field or a value says of its own life must make sense.
    void checkSupport(Element element) {
        OptionValues support =
                switch (element) {
                    case Field field -> support(field);
                    case EnumValue value when value.optionValues != null ->
                            value.optionValues.message(OptionNumbers.VALUE_FEATURE_SUPPORT);
                    default -> null;
                };
        if (support == null) {
            return;
        }
        String wrong = wrongSupport(support);
        if (wrong != null) {
            problems.error(element.nameAt, element.fullName + wrong);
        }
    }

    private static String wrongSupport(OptionValues support) {
        int introduced = support.number(INTRODUCED, 0);
        boolean isDeprecated = support.has(DEPRECATED);
        int deprecated = support.number(DEPRECATED, 0);
        boolean isRemoved = support.has(REMOVED);
        int removed = support.number(REMOVED, 0);
        if (isDeprecated && deprecated < introduced) {
            return " was deprecated before it was introduced.";
        }
        if (isDeprecated && !support.has(WARNING)) {
            return " is deprecated but does not specify a deprecation warning.";
        }
        if (!isDeprecated && support.has(WARNING)) {
            return " specifies a deprecation warning but is not marked deprecated in any edition.";
        }
        if (isDeprecated && isRemoved && deprecated > removed) {
            return " was deprecated after it was removed.";
        }
        if (isRemoved && removed < introduced) {
            return " was removed before it was introduced.";
        }
        if (!isRemoved && support.has(REMOVAL_ERROR)) {
            return " specifies a removal error but is not marked removed in any edition.";
        }
        return null;
    }

    private static OptionValues support(Field field) {
        return field.optionValues == null
                ? null
                : field.optionValues.message(OptionNumbers.FEATURE_SUPPORT);
    }

    private static String shortName(int number) {
        for (Edition edition : Edition.values()) {
            if (edition.number() == number) {
                return edition.shortName();
            }
        }
        return number == UNSTABLE ? "UNSTABLE" : Integer.toString(number);
    }

    private static String text(OptionValues values, int number) {
        OptionValues.Entry entry = values.last(number);
        return entry == null ? "" : new String(entry.bytes(), StandardCharsets.UTF_8);
    }

    private static int target(Element element) {
        return switch (element) {
            case ProtoFile _ -> 1;
            case ExtensionRange _ -> 2;
            case MessageType _ -> 3;
            case Field _ -> 4;
            case Oneof _ -> 5;
            case EnumType _ -> 6;
            case EnumValue _ -> 7;
            case Service _ -> 8;
            case Method _ -> 9;
        };
    }

    private static String targetName(Element element) {
        return switch (element) {
            case EnumValue _ -> "enum entry";
            case Field _ -> "field";
            default -> element.kind();
        };
    }
}
