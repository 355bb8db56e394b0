package dev.duet.compiler.check;

import dev.duet.compiler.model.ExtensionRange;
import dev.duet.compiler.model.Field;
import dev.duet.compiler.model.FieldType;
import dev.duet.compiler.model.MessageType;
import dev.duet.compiler.model.OptionNumbers;
import dev.duet.compiler.model.OptionValues;
import dev.duet.compiler.syntax.Problems;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/// Rules for the declarations of extensions in the options of a range.
final class DeclarationChecks {
    private static final int UNVERIFIED = 1;
    private static final int NUMBER = 1;
    private static final int FULL_NAME = 2;
    private static final int TYPE = 3;
    private static final int RESERVED = 5;
    private static final int REPEATED = 6;
    private static final int DECLARATION = 0;
    private static final String DESCRIPTOR = "google/protobuf/descriptor.proto";

    private final Problems problems;

    DeclarationChecks(Problems problems) {
        this.problems = problems;
    }

    /// @param declared the names declared in this message so far
    void check(ExtensionRange range, Set<String> declared) {
        OptionValues options = range.optionValues;
        if (options == null || !options.has(OptionNumbers.DECLARATION)) {
            return;
        }
        if (options.number(OptionNumbers.VERIFICATION, -1) == UNVERIFIED) {
            problems.error(
                    range.nameAt,
                    "Cannot mark the extension range as UNVERIFIED when it has extension(s) "
                            + "declared.");
            return;
        }
        Set<Integer> numbers = new HashSet<>();
        for (OptionValues.Entry entry : options.entries()) {
            if (entry.number() == OptionNumbers.DECLARATION) {
                check(range, entry.message(), numbers, declared);
            }
        }
    }

    private void check(
            ExtensionRange range,
            OptionValues declaration,
            Set<Integer> numbers,
            Set<String> declared) {
        int number = declaration.number(NUMBER, 0);
        int at = range.nameAt;
        if (!range.contains(number)) {
            problems.error(
                    at,
                    "Extension declaration number " + number + " is not in the extension range.");
        }
        if (!numbers.add(number)) {
            problems.error(
                    at, "Extension declaration number " + number + " is declared multiple times.");
        }
        String name = text(declaration, FULL_NAME);
        String type = text(declaration, TYPE);
        if (name == null || type == null) {
            boolean one = name != null || type != null;
            if (one || declaration.number(RESERVED, 0) == 0) {
                problems.error(
                        at,
                        "Extension declaration #"
                                + number
                                + " should have both \"full_name\" and \"type\" set.");
            }
            return;
        }
        if (!declared.add(name)) {
            problems.error(at, "Extension field name \"" + name + "\" is declared multiple times.");
            return;
        }
        checkName(at, name);
        boolean scalar = FieldType.ofKeyword(type) != null && !type.equals("group");
        if (!scalar && !type.equals("enum")) {
            checkName(at, type);
        }
    }

    /// An extension must be what its number is declared for. Options are free of this.
    void check(Field extension) {
        MessageType message = extension.extendedType;
        if (message.file.name.equals(DESCRIPTOR)) {
            return;
        }
        ExtensionRange range = rangeOf(message, extension.number);
        OptionValues options = range.optionValues;
        if (options == null) {
            return;
        }
        boolean any = false;
        for (OptionValues.Entry entry : options.entries()) {
            if (entry.number() == OptionNumbers.DECLARATION) {
                any = true;
                if (entry.message().number(NUMBER, 0) == extension.number) {
                    compare(extension, entry.message());
                    return;
                }
            }
        }
        if (any || options.number(OptionNumbers.VERIFICATION, -1) == DECLARATION) {
            problems.error(
                    extension.extendeeAt,
                    "Missing extension declaration for field "
                            + extension.fullName
                            + " with number "
                            + extension.number
                            + " in extendee message "
                            + message.fullName
                            + ". An extension range must declare for all extension fields if its"
                            + " verification state is DECLARATION or there's any declaration in"
                            + " the range already. Otherwise, consider splitting up the range.");
        }
    }

    private void compare(Field extension, OptionValues declaration) {
        String message = extension.extendedType.fullName;
        int at = extension.extendeeAt;
        if (declaration.number(RESERVED, 0) != 0) {
            problems.error(
                    at,
                    "Cannot use number "
                            + extension.number
                            + " for extension field "
                            + extension.fullName
                            + ", as it is reserved in the extension declarations for message "
                            + message
                            + ".");
            return;
        }
        String start = "\"" + message + "\" extension field " + extension.number;
        String type = text(declaration, TYPE);
        String actualType = typeName(extension);
        if (type != null && !type.equals(actualType)) {
            problems.error(
                    at,
                    start
                            + " is expected to be type \""
                            + type
                            + "\", not \""
                            + actualType
                            + "\".");
        }
        String name = text(declaration, FULL_NAME);
        String actualName = "." + extension.fullName;
        if (name != null && !name.equals(actualName)) {
            problems.error(
                    at,
                    start
                            + " is expected to have field name \""
                            + name
                            + "\", not \""
                            + actualName
                            + "\".");
        }
        boolean repeated = declaration.number(REPEATED, 0) != 0;
        if (repeated != extension.isRepeated()) {
            problems.error(
                    at, start + " is expected to be " + (repeated ? "repeated." : "optional."));
        }
    }

    private static String typeName(Field field) {
        if (field.messageType != null) {
            return "." + field.messageType.fullName;
        }
        return field.enumType != null ? "." + field.enumType.fullName : field.type.keyword();
    }

    private static ExtensionRange rangeOf(MessageType message, int number) {
        for (ExtensionRange range : message.extensionRanges) {
            if (range.contains(number)) {
                return range;
            }
        }
        throw new IllegalStateException(message.fullName + " has no range for " + number);
    }

    private void checkName(int at, String name) {
        if (!name.startsWith(".")) {
            problems.error(
                    at,
                    "\""
                            + name
                            + "\" must have a leading dot to indicate the fully-qualified "
                            + "scope.");
        } else if (!isQualifiedName(name.substring(1))) {
            problems.error(at, "\"" + name + "\" contains invalid identifiers.");
        }
    }

    private static boolean isQualifiedName(String name) {
        for (String part : name.split("\\.", -1)) {
            if (part.isEmpty() || !part.chars().allMatch(DeclarationChecks::isIdentifierPart)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIdentifierPart(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }

    private static String text(OptionValues values, int number) {
        OptionValues.Entry entry = values.last(number);
        return entry == null ? null : new String(entry.bytes(), StandardCharsets.UTF_8);
    }
}
