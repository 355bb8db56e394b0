package dev.duet.compiler.check;

import dev.duet.compiler.model.Element;
import dev.duet.compiler.model.EnumType;
import dev.duet.compiler.model.EnumValue;
import dev.duet.compiler.model.ExtensionRange;
import dev.duet.compiler.model.Features;
import dev.duet.compiler.model.Field;
import dev.duet.compiler.model.MessageType;
import dev.duet.compiler.model.Method;
import dev.duet.compiler.model.Oneof;
import dev.duet.compiler.model.ProtoFile;
import dev.duet.compiler.model.Service;
import dev.duet.compiler.syntax.Problems;

/// The style of names that editions from 2024 on ask for.
final class NamingStyle {
    private static final String OPT_OUT =
            " (features.enforce_naming_style = STYLE_LEGACY can be used to opt out of this "
                    + "check)";
    private static final String OPT_OUT_OF_COLLISIONS =
            " (features.enforce_naming_style = STYLE2024 can be used to opt out of this check)";
    private static final String UNDERSCORES = "contains style violating underscores";
    private static final String[] PREFIXES = {"has_", "get_", "set_", "clear_"};

    private final Problems problems;

    NamingStyle(Problems problems) {
        this.problems = problems;
    }

    void check(Element element) {
        switch (element) {
            case ProtoFile file -> {
                String name = file.packageName;
                if (!name.isEmpty()) {
                    report(file.packageAt, "Package", name, lowerSnakeCase(name));
                }
            }
            case MessageType message when message.isMapEntry -> {}
            case MessageType message -> titleCase("Message", message);
            case EnumType type -> titleCase("Enum", type);
            case Service service -> titleCase("Service", service);
            case Method method -> titleCase("Method", method);
            case EnumValue value ->
                    report(value.nameAt, "Enum value", value.name, upperSnakeCase(value.name));
            case Field field when field.isInMapEntry() -> {}
            case Field field -> {
                report(field.nameAt, "Field", field.name, lowerSnakeCase(field.name));
                if (!field.isExtension) {
                    collision("Field", field);
                }
            }
            case Oneof oneof -> {
                report(oneof.nameAt, "Oneof", oneof.name, lowerSnakeCase(oneof.name));
                collision("Oneof", oneof);
            }
            case ExtensionRange _ -> {}
        }
    }

    private void titleCase(String kind, Element element) {
        String name = element.name;
        String problem = null;
        if (name.indexOf('_') >= 0) {
            problem = "should be TitleCase";
        } else if (!isUpper(name.charAt(0))) {
            problem = "should begin with a capital letter";
        }
        report(element.nameAt, kind, name, problem);
    }

    private void report(int at, String kind, String name, String problem) {
        if (problem != null) {
            problems.error(at, kind + " name " + name + " " + problem + OPT_OUT);
        }
    }

    private static String lowerSnakeCase(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = isLower(c) || isDigit(c) || c == '_' || c == '.';
            if (!plain) {
                return "should be lower_snake_case";
            }
        }
        if (!isLower(name.charAt(0))) {
            return "should begin with a lower case letter";
        }
        return hasBadUnderscore(name) ? UNDERSCORES : null;
    }

    private static String upperSnakeCase(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isUpper(c) && !isDigit(c) && c != '_') {
                return "should be UPPER_SNAKE_CASE";
            }
        }
        if (!isUpper(name.charAt(0))) {
            return "should begin with an upper case letter";
        }
        return hasBadUnderscore(name) ? UNDERSCORES : null;
    }

    /// An underscore stands before a letter.
    private static boolean hasBadUnderscore(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == '_') {
                char next = i + 1 < name.length() ? name.charAt(i + 1) : '_';
                if (!isLower(next) && !isUpper(next)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// From 2026 on, names keep out of the way of accessors.
    private void collision(String kind, Element element) {
        if (element.features.namingStyle() != Features.STYLE2026) {
            return;
        }
        String name = element.name;
        String problem = null;
        for (String prefix : PREFIXES) {
            if (name.startsWith(prefix) && isTaken(element, name.substring(prefix.length()))) {
                problem =
                        "should not begin with "
                                + prefix
                                + " if a field named "
                                + name.substring(prefix.length())
                                + " exists. This can cause collisions "
                                + "in generated code.";
            }
        }
        String stem = name.endsWith("_value") ? name.substring(0, name.length() - 6) : "";
        if (problem == null && !stem.isEmpty() && isTaken(element, stem)) {
            problem =
                    "should not end with _value if a field named "
                            + stem
                            + " exists. This can cause collisions in generated code.";
        }
        if (problem == null && name.equals("descriptor")) {
            problem =
                    "should not be named descriptor. This can cause collisions in generated "
                            + "code.";
        }
        if (problem != null) {
            problems.error(
                    element.nameAt, kind + " name " + name + " " + problem + OPT_OUT_OF_COLLISIONS);
        }
    }

    private static boolean isTaken(Element element, String name) {
        MessageType message = (MessageType) element.parent;
        if (message.field(name) != null) {
            return true;
        }
        for (Oneof oneof : message.oneofs) {
            if (oneof.name.equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
