package dev.duet.compiler.syntax;

import dev.duet.compiler.model.EnumType;
import dev.duet.compiler.model.EnumValue;
import dev.duet.compiler.model.OptionStatement;

import java.util.HashSet;
import java.util.Set;

/// Reads enums.
final class EnumParser {
    private static final int NAME = 1;
    private static final int VALUE = 2;
    private static final int OPTIONS = 3;

    private final Cursor cursor;
    private final OptionParser options;
    private final RangeParser ranges;

    EnumParser(Cursor cursor, OptionParser options, RangeParser ranges) {
        this.cursor = cursor;
        this.options = options;
        this.ranges = ranges;
    }

    /// From `enum` to the closing brace.
    void definition(EnumType type, Location location) {
        type.path = location.path();
        cursor.consume("enum");
        type.nameAt = cursor.token.start;
        Location nameLocation = cursor.open(location, NAME);
        type.name = cursor.consumeIdentifier("Expected enum name.");
        cursor.close(nameLocation);
        cursor.endDeclaration('{', location);
        while (!cursor.tryEndDeclaration('}', null)) {
            if (cursor.atEnd()) {
                throw cursor.fail("Reached end of input in enum definition (missing '}').");
            }
            try {
                statement(type, location);
            } catch (SyntaxAbort _) {
                cursor.skipStatement();
            }
        }
        cursor.close(location);
        checkAliases(type);
    }

    private void statement(EnumType type, Location location) {
        if (cursor.tryEndDeclaration(';', null)) {
            return;
        }
        if (cursor.at("option")) {
            options.statement(type, location, OPTIONS);
        } else if (cursor.at("reserved")) {
            ranges.reserved(type, location);
        } else {
            value(type, cursor.open(location, VALUE, type.values.size()));
        }
    }

    private void value(EnumType type, Location location) {
        var value = new EnumValue(type);
        type.values.add(value);
        value.path = location.path();
        value.nameAt = cursor.token.start;
        Location nameLocation = cursor.open(location, NAME);
        value.name = cursor.consumeIdentifier("Expected enum constant name.");
        cursor.close(nameLocation);
        cursor.consume('=', "Missing numeric value for enum constant.");
        value.numberAt = cursor.token.start;
        Location number = cursor.open(location, 2);
        value.number = cursor.consumeSignedInteger("Expected integer.");
        cursor.close(number);
        options.bracketed(value, location, OPTIONS);
        cursor.endDeclaration(';', location);
        cursor.close(location);
    }

    /// `allow_alias` must be there for a reason.
    private void checkAliases(EnumType type) {
        for (OptionStatement option : type.options) {
            if (!option.is("allow_alias")) {
                continue;
            }
            if (!option.isTrue()) {
                throw failAt(
                        option,
                        "\""
                                + type.name
                                + "\" declares 'option allow_alias = false;'"
                                + " which has no effect. Please remove the declaration.");
            }
            if (!hasAliases(type)) {
                throw failAt(
                        option,
                        "\""
                                + type.name
                                + "\" declares support for enum aliases but no enum values share"
                                + " field numbers. Please remove the unnecessary 'option"
                                + " allow_alias = true;' declaration.");
            }
            return;
        }
    }

    private SyntaxAbort failAt(OptionStatement option, String message) {
        cursor.problems.error(option.nameAt(), message);
        return SyntaxAbort.INSTANCE;
    }

    private static boolean hasAliases(EnumType type) {
        Set<Integer> numbers = new HashSet<>();
        for (EnumValue value : type.values) {
            if (!numbers.add(value.number)) {
                return true;
            }
        }
        return false;
    }
}
