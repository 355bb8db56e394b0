package dev.duet.compiler.syntax;

import dev.duet.compiler.model.EnumType;
import dev.duet.compiler.model.ExtensionRange;
import dev.duet.compiler.model.MessageType;
import dev.duet.compiler.model.OptionNumbers;
import dev.duet.compiler.model.OptionStatement;
import dev.duet.compiler.model.ProtoFile;
import dev.duet.compiler.model.ReservedName;
import dev.duet.compiler.model.ReservedRange;

import java.util.Arrays;
import java.util.List;

/// Reads `extensions …;` and `reserved …;`.
final class RangeParser {
    private static final int EXTENSION_RANGE = 5;
    private static final int RANGE_OPTIONS = 3;
    private static final int START = 1;
    private static final int END = 2;

    private final Cursor cursor;
    private final OptionParser options;
    private final ProtoFile file;

    RangeParser(Cursor cursor, OptionParser options, ProtoFile file) {
        this.cursor = cursor;
        this.options = options;
        this.file = file;
    }

    /// `extensions 100 to 199, 500 [ … ];`
    void extensions(MessageType message, Location messageLocation) {
        Location location = cursor.open(messageLocation, EXTENSION_RANGE);
        cursor.consume("extensions");
        int firstNew = message.extensionRanges.size();
        do {
            Location rangeLocation = cursor.open(location, message.extensionRanges.size());
            var range = new ExtensionRange(message);
            range.nameAt = cursor.token.start;
            range.path = rangeLocation.path();
            Location start = cursor.openToken(rangeLocation, START);
            range.start = cursor.consumeInteger("Expected field number range.");
            int last = rangeEnd(rangeLocation, start, range.start, false);
            range.end = behind(last);
            message.extensionRanges.add(range);
            cursor.close(rangeLocation);
        } while (cursor.tryConsume(','));
        if (cursor.at('[')) {
            rangeOptions(message.extensionRanges.subList(firstNew, message.extensionRanges.size()));
        }
        cursor.endDeclaration(';', location);
        cursor.close(location);
    }

    /// Reads the options once; every range gets them, each with locations of its own.
    private void rangeOptions(List<ExtensionRange> ranges) {
        List<Location> locations = cursor.locations;
        int firstLocation = locations.size();
        ExtensionRange first = ranges.getFirst();
        Location rangeLocation = new Location(first.path, 0, 0);
        options.bracketed(first, rangeLocation, RANGE_OPTIONS);
        Location optionsLocation = locations.get(firstLocation);
        for (ExtensionRange range : ranges.subList(1, ranges.size())) {
            Location copied = optionsLocation.copyTo(append(range.path, RANGE_OPTIONS));
            locations.add(copied);
            int index = 0;
            for (OptionStatement option : first.options) {
                Location at =
                        option.location()
                                .copyTo(copied.pathTo(OptionNumbers.UNINTERPRETED, index++));
                locations.add(at);
                range.addOption(option.at(at));
            }
        }
    }

    private static int[] append(int[] path, int more) {
        int[] longer = Arrays.copyOf(path, path.length + 1);
        longer[path.length] = more;
        return longer;
    }

    /// `reserved 2, 9 to 11;` or `reserved "foo", "bar";` in a message.
    void reserved(MessageType message, Location messageLocation) {
        Cursor c = cursor;
        int line = c.token.startLine;
        int column = c.token.startColumn;
        c.consume("reserved");
        boolean names = atReservedName("Expected field name or number range.");
        Location location = c.open(messageLocation, names ? 10 : 9);
        location.startAt(line, column);
        if (names) {
            reservedNames(
                    message.reservedNames,
                    location,
                    "Expected field name string literal.",
                    "Expected field name identifier.");
        } else {
            do {
                Location rangeLocation = c.open(location, message.reservedRanges.size());
                int at = c.token.start;
                Location start = c.openToken(rangeLocation, START);
                int first = c.consumeInteger("Expected field number range.");
                int last = rangeEnd(rangeLocation, start, first, false);
                int end = behind(last);
                message.reservedRanges.add(new ReservedRange(first, end, at));
                c.close(rangeLocation);
            } while (c.tryConsume(','));
        }
        c.endDeclaration(';', location);
        c.close(location);
    }

    /// The same in an enum, where numbers may be negative.
    void reserved(EnumType type, Location enumLocation) {
        Cursor c = cursor;
        int line = c.token.startLine;
        int column = c.token.startColumn;
        c.consume("reserved");
        boolean names = !c.at('-') && atReservedName("Expected enum value or number range.");
        Location location = c.open(enumLocation, names ? 5 : 4);
        location.startAt(line, column);
        if (names) {
            reservedNames(
                    type.reservedNames,
                    location,
                    "Expected enum value string literal.",
                    "Expected enum value identifier.");
        } else {
            do {
                Location rangeLocation = c.open(location, type.reservedRanges.size());
                int at = c.token.start;
                // As in protoc: of a negative number alone, the end's location is the minus only.
                Location start = c.openToken(rangeLocation, START);
                Location sign = start.copyTo(start.path());
                int first = c.consumeSignedInteger("Expected enum number range.");
                c.close(start);
                int last = rangeEnd(rangeLocation, sign, first, true);
                type.reservedRanges.add(new ReservedRange(first, last, at));
                c.close(rangeLocation);
            } while (c.tryConsume(','));
        }
        c.endDeclaration(';', location);
        c.close(location);
    }

    private boolean atReservedName(String otherwise) {
        boolean editions = !file.edition.isLegacy();
        if (cursor.at(TokenKind.STRING)) {
            if (editions) {
                throw cursor.fail(
                        "Reserved names must be identifiers in editions, "
                                + "not string literals.");
            }
            return true;
        }
        if (cursor.at(TokenKind.IDENTIFIER)) {
            if (!editions) {
                throw cursor.fail(
                        "Reserved names must be string literals. "
                                + "(Only editions supports identifiers.)");
            }
            return true;
        }
        if (!cursor.at(TokenKind.INTEGER)) {
            throw cursor.fail(otherwise);
        }
        return false;
    }

    private void reservedNames(
            List<ReservedName> names, Location location, String noLiteral, String noIdentifier) {
        boolean literals = cursor.at(TokenKind.STRING);
        do {
            int at = cursor.token.start;
            Location nameLocation = cursor.open(location, names.size());
            String name =
                    literals
                            ? cursor.consumeText(noLiteral)
                            : cursor.consumeIdentifier(noIdentifier);
            if (literals && !isIdentifier(name)) {
                cursor.problems.warning(
                        at, "Reserved name \"" + name + "\" is not a valid identifier.");
            }
            names.add(new ReservedName(name, at));
            cursor.close(nameLocation);
        } while (cursor.tryConsume(','));
    }

    /// The last number of a range; without `to` the first one is the last.
    ///
    /// @param start where the first number stands
    private int rangeEnd(Location range, Location start, int first, boolean inEnum) {
        if (!cursor.tryConsume("to")) {
            cursor.locations.add(start.copyTo(range.pathTo(END)));
            return first;
        }
        Location end = cursor.open(range, END);
        int last;
        if (cursor.tryConsume("max")) {
            last = inEnum ? Integer.MAX_VALUE : ExtensionRange.MAX;
        } else if (inEnum) {
            last = cursor.consumeSignedInteger("Expected integer.");
        } else {
            last = cursor.consumeInteger("Expected integer.");
        }
        cursor.close(end);
        return last;
    }

    /// In messages, ranges end behind their last number.
    private int behind(int last) {
        if (last == ExtensionRange.MAX) {
            return ExtensionRange.MAX;
        }
        if (last == Integer.MAX_VALUE) {
            throw cursor.fail("Field number out of bounds.");
        }
        return last + 1;
    }

    private static boolean isIdentifier(String name) {
        if (name.isEmpty() || !Characters.isLetter(name.charAt(0))) {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            if (!Characters.isAlphanumeric(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
