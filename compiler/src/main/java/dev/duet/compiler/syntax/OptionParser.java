package dev.duet.compiler.syntax;

import dev.duet.compiler.model.Element;
import dev.duet.compiler.model.OptionNumbers;
import dev.duet.compiler.model.OptionStatement;
import dev.duet.compiler.model.OptionStatement.NamePart;
import dev.duet.compiler.model.OptionValue;

import java.util.ArrayList;
import java.util.List;

/// Reads options: `option name = value;` and `[name = value, …]`.
final class OptionParser {
    private final Cursor cursor;

    OptionParser(Cursor cursor) {
        this.cursor = cursor;
    }

    /// A statement, from `option` to the semicolon.
    ///
    /// @param optionsField the number of the field `options` in the element's descriptor
    void statement(Element element, Location elementLocation, int optionsField) {
        Location options = cursor.open(elementLocation, optionsField);
        Location location = openOption(element, options);
        cursor.consume("option");
        OptionStatement option = nameAndValue(location);
        cursor.endDeclaration(';', location);
        cursor.close(location);
        cursor.close(options);
        element.addOption(option);
    }

    /// Options in brackets, if there are any.
    void bracketed(Element element, Location elementLocation, int optionsField) {
        if (!cursor.at('[')) {
            return;
        }
        Location options = cursor.open(elementLocation, optionsField);
        cursor.consume('[');
        do {
            assignment(element, options);
        } while (cursor.tryConsume(','));
        cursor.consume(']');
        cursor.close(options);
    }

    /// One `name = value`.
    void assignment(Element element, Location options) {
        Location location = openOption(element, options);
        OptionStatement option = nameAndValue(location);
        cursor.close(location);
        element.addOption(option);
    }

    private Location openOption(Element element, Location options) {
        return cursor.open(options, OptionNumbers.UNINTERPRETED, element.options.size());
    }

    private OptionStatement nameAndValue(Location location) {
        int nameAt = cursor.token.start;
        List<NamePart> name = new ArrayList<>(1);
        do {
            name.add(namePart());
        } while (cursor.tryConsume('.'));
        cursor.consume('=');
        int valueAt = cursor.token.start;
        return new OptionStatement(name, value(), nameAt, valueAt, location);
    }

    private NamePart namePart() {
        int at = cursor.token.start;
        if (!cursor.tryConsume('(')) {
            return new NamePart(cursor.consumeIdentifier("Expected identifier."), false, at);
        }
        var text = new StringBuilder();
        if (cursor.at(TokenKind.IDENTIFIER)) {
            text.append(cursor.consumeIdentifier("Expected identifier."));
        }
        while (cursor.tryConsume('.')) {
            text.append('.').append(cursor.consumeIdentifier("Expected identifier."));
        }
        cursor.consume(')');
        return new NamePart(text.toString(), true, at);
    }

    private OptionValue value() {
        int at = cursor.token.start;
        boolean negative = cursor.tryConsume('-');
        return switch (cursor.token.kind) {
            case START, END ->
                    throw cursor.fail("Unexpected end of stream while parsing option value.");
            case IDENTIFIER ->
                    negative
                            ? negativeWord()
                            : new OptionValue.Identifier(
                                    cursor.consumeIdentifier("Expected identifier."));
            case INTEGER -> integer(negative);
            case FLOAT -> {
                double number = cursor.consumeNumber("Expected number.");
                yield new OptionValue.Real(negative ? -number : number);
            }
            case STRING -> {
                if (negative) {
                    throw cursor.fail("Invalid '-' symbol before string.");
                }
                yield new OptionValue.Text(cursor.consumeString("Expected string."));
            }
            case SYMBOL -> {
                if (!cursor.at('{')) {
                    throw cursor.fail("Expected option value.");
                }
                skipAggregate();
                yield new OptionValue.Aggregate(at);
            }
        };
    }

    /// Decimal integers too large for 64 bits are floating-point numbers.
    private OptionValue integer(boolean negative) {
        long max = negative ? Long.MIN_VALUE : -1L;
        if (cursor.fitsInteger(max)) {
            long value = cursor.consumeInteger(max, "Expected integer.");
            return negative
                    ? new OptionValue.NegativeInteger(-value)
                    : new OptionValue.PositiveInteger(value);
        }
        double number = cursor.consumeNumber("Expected number.");
        return new OptionValue.Real(negative ? -number : number);
    }

    private OptionValue negativeWord() {
        if (cursor.tryConsume("inf")) {
            return new OptionValue.Real(Double.NEGATIVE_INFINITY);
        }
        if (cursor.tryConsume("nan")) {
            return new OptionValue.Real(Double.NaN);
        }
        throw cursor.fail("Identifier after '-' symbol must be inf or nan.");
    }

    /// The text is read again when it is known which message it is.
    private void skipAggregate() {
        cursor.consume('{');
        int depth = 1;
        while (!cursor.atEnd()) {
            if (cursor.at('{')) {
                depth++;
            } else if (cursor.at('}') && --depth == 0) {
                cursor.consume('}');
                return;
            }
            cursor.token.next();
        }
        throw cursor.fail("Unexpected end of stream while parsing aggregate value.");
    }
}
