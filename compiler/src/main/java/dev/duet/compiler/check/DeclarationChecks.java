package dev.duet.compiler.check;

import dev.duet.compiler.model.ExtensionRange;
import dev.duet.compiler.model.FieldType;
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
