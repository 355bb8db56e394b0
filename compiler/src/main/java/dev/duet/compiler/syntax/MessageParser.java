package dev.duet.compiler.syntax;

import dev.duet.compiler.model.Edition;
import dev.duet.compiler.model.Element;
import dev.duet.compiler.model.EnumType;
import dev.duet.compiler.model.ExtensionRange;
import dev.duet.compiler.model.Field;
import dev.duet.compiler.model.Label;
import dev.duet.compiler.model.MessageType;
import dev.duet.compiler.model.Oneof;
import dev.duet.compiler.model.OptionStatement;
import dev.duet.compiler.model.ProtoFile;
import dev.duet.compiler.model.ReservedRange;
import dev.duet.compiler.model.Visibility;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads messages, their oneofs, and `extend` blocks.
final class MessageParser {
    static final String VISIBILITY_MISPLACED =
            "'local' and 'export' visibility modifiers are valid only on 'message' and 'enum'";

    private static final int MAX_DEPTH = 31;
    private static final int MAX_FIELD_NUMBER = (1 << 29) - 1;
    private static final int NAME = 1;
    private static final int FIELD = 2;
    private static final int NESTED_TYPE = 3;
    private static final int ENUM_TYPE = 4;
    private static final int EXTENSION = 6;
    private static final int OPTIONS = 7;
    private static final int ONEOF = 8;
    private static final int FILE_MESSAGE = 4;
    private static final int FILE_EXTENSION = 7;
    private static final int ONEOF_OPTIONS = 2;

    private final Cursor cursor;
    private final OptionParser options;
    private final RangeParser ranges;
    private final EnumParser enums;
    private final TypeNameParser types;
    private final FieldParser fields;
    private int depth;

    MessageParser(
            Cursor cursor,
            OptionParser options,
            RangeParser ranges,
            EnumParser enums,
            TypeNameParser types) {
        this.cursor = cursor;
        this.options = options;
        this.ranges = ranges;
        this.enums = enums;
        this.types = types;
        this.fields = new FieldParser(cursor, options, types, this);
    }

    /// `export` or `local`, consumed, where the edition has them.
    Visibility visibility(ProtoFile file) {
        if (!file.edition.isAtLeast(Edition.EDITION_2024)) {
            return Visibility.UNSET;
        }
        if (cursor.tryConsume("export")) {
            return Visibility.EXPORT;
        }
        return cursor.tryConsume("local") ? Visibility.LOCAL : Visibility.UNSET;
    }

    /// From `message` to the closing brace.
    void definition(MessageType message, Location location) {
        message.path = location.path();
        cursor.consume("message");
        message.nameAt = cursor.token.start;
        Location nameLocation = cursor.open(location, NAME);
        message.name = cursor.consumeIdentifier("Expected message name.");
        cursor.close(nameLocation);
        block(message, location);
        cursor.close(location);
    }

    /// From the opening to the closing brace.
    void block(MessageType message, Location location) {
        if (depth == MAX_DEPTH) {
            throw cursor.fail("Reached maximum recursion limit for nested messages.");
        }
        depth++;
        try {
            cursor.endDeclaration('{', location);
            while (!cursor.tryEndDeclaration('}', null)) {
                if (cursor.atEnd()) {
                    throw cursor.fail("Reached end of input in message definition (missing '}').");
                }
                try {
                    statement(message, location);
                } catch (SyntaxAbort _) {
                    cursor.skipStatement();
                }
            }
        } finally {
            depth--;
        }
        resolveMaxima(message);
        addSyntheticOneofs(message);
    }

    private void statement(MessageType message, Location location) {
        if (cursor.tryEndDeclaration(';', null)) {
            return;
        }
        Visibility visibility = visibility(message.file);
        if (cursor.at("message")) {
            var nested = new MessageType(message);
            nested.visibility = visibility;
            Location nestedLocation = cursor.open(location, NESTED_TYPE, message.messages.size());
            message.messages.add(nested);
            definition(nested, nestedLocation);
        } else if (cursor.at("enum")) {
            var nested = new EnumType(message);
            nested.visibility = visibility;
            Location nestedLocation = cursor.open(location, ENUM_TYPE, message.enums.size());
            message.enums.add(nested);
            enums.definition(nested, nestedLocation);
        } else if (visibility != Visibility.UNSET) {
            throw cursor.fail(VISIBILITY_MISPLACED);
        } else if (cursor.at("extensions")) {
            ranges.extensions(message, location);
        } else if (cursor.at("reserved")) {
            ranges.reserved(message, location);
        } else if (cursor.at("extend")) {
            extend(
                    message,
                    message.extensions,
                    cursor.open(location, EXTENSION),
                    location,
                    NESTED_TYPE,
                    message.messages);
        } else if (cursor.at("option")) {
            options.statement(message, location, OPTIONS);
        } else if (cursor.at("oneof")) {
            oneof(message, location);
        } else {
            var field = new Field(message, false);
            Location fieldLocation = cursor.open(location, FIELD, message.fields.size());
            message.fields.add(field);
            fields.field(
                    field,
                    fieldLocation,
                    new FieldParser.Scope(message, location, NESTED_TYPE, message.messages));
        }
    }

    /// `extend` at the top of a file.
    void topLevelExtend(ProtoFile file, Location root) {
        extend(
                file,
                file.extensions,
                cursor.open(root, FILE_EXTENSION),
                root,
                FILE_MESSAGE,
                file.messages);
    }

    private void extend(
            Element parent,
            List<Field> extensions,
            Location location,
            Location parentLocation,
            int nestedTypeField,
            List<MessageType> nestedTypes) {
        cursor.consume("extend");
        int extendeeAt = cursor.token.start;
        Location extendeePattern =
                new Location(Cursor.ROOT, cursor.token.startLine, cursor.token.startColumn);
        String extendee = types.userType();
        cursor.close(extendeePattern);
        cursor.endDeclaration('{', location);
        var scope = new FieldParser.Scope(parent, parentLocation, nestedTypeField, nestedTypes);
        do {
            if (cursor.atEnd()) {
                throw cursor.fail("Reached end of input in extend definition (missing '}').");
            }
            Location fieldLocation = cursor.open(location, extensions.size());
            var field = new Field(parent, true);
            extensions.add(field);
            cursor.locations.add(extendeePattern.copyTo(fieldLocation.pathTo(2)));
            field.extendee = extendee;
            field.extendeeAt = extendeeAt;
            try {
                fields.field(field, fieldLocation, scope);
            } catch (SyntaxAbort _) {
                cursor.skipStatement();
            }
        } while (!cursor.tryEndDeclaration('}', null));
        cursor.close(location);
    }

    private void oneof(MessageType message, Location messageLocation) {
        var oneof = new Oneof(message, message.oneofs.size(), false);
        Location location = cursor.open(messageLocation, ONEOF, oneof.index);
        message.oneofs.add(oneof);
        oneof.path = location.path();
        cursor.consume("oneof");
        oneof.nameAt = cursor.token.start;
        Location nameLocation = cursor.open(location, NAME);
        oneof.name = cursor.consumeIdentifier("Expected oneof name.");
        cursor.close(nameLocation);
        cursor.endDeclaration('{', location);
        var scope = new FieldParser.Scope(message, messageLocation, NESTED_TYPE, message.messages);
        do {
            if (cursor.atEnd()) {
                throw cursor.fail("Reached end of input in oneof definition (missing '}').");
            }
            if (cursor.at("option")) {
                options.statement(oneof, location, ONEOF_OPTIONS);
                continue;
            }
            if (cursor.at("required") || cursor.at("optional") || cursor.at("repeated")) {
                cursor.error(
                        "Fields in oneofs must not have labels "
                                + "(required / optional / repeated).");
                cursor.token.next();
            }
            Location fieldLocation = cursor.open(messageLocation, FIELD, message.fields.size());
            var field = new Field(message, false);
            field.label = Label.OPTIONAL;
            field.oneof = oneof;
            message.fields.add(field);
            try {
                fields.fieldWithoutLabel(field, fieldLocation, scope);
            } catch (SyntaxAbort _) {
                cursor.skipStatement();
            }
        } while (!cursor.tryEndDeclaration('}', null));
        cursor.close(location);
    }

    /// `to max` depends on an option of the message.
    private static void resolveMaxima(MessageType message) {
        if (message.extensionRanges.isEmpty() && message.reservedRanges.isEmpty()) {
            return;
        }
        int end = isMessageSet(message) ? Integer.MAX_VALUE : MAX_FIELD_NUMBER + 1;
        for (ExtensionRange range : message.extensionRanges) {
            if (range.end == ExtensionRange.MAX) {
                range.end = end;
            }
        }
        for (ReservedRange range : message.reservedRanges) {
            if (range.end == ExtensionRange.MAX) {
                range.end = end;
            }
        }
    }

    private static boolean isMessageSet(MessageType message) {
        for (OptionStatement option : message.options) {
            if (option.is("message_set_wire_format") && option.isTrue()) {
                return true;
            }
        }
        return false;
    }

    /// `optional` in proto3 is a oneof with one field.
    private static void addSyntheticOneofs(MessageType message) {
        Set<String> names = null;
        for (Field field : message.fields) {
            if (!field.proto3Optional) {
                continue;
            }
            if (names == null) {
                names = names(message);
            }
            String name = field.name.startsWith("_") ? field.name : "_" + field.name;
            while (!names.add(name)) {
                name = "X" + name;
            }
            var oneof = new Oneof(message, message.oneofs.size(), true);
            oneof.name = name;
            oneof.nameAt = field.nameAt;
            field.oneof = oneof;
            message.oneofs.add(oneof);
        }
    }

    private static Set<String> names(MessageType message) {
        Set<String> names = new HashSet<>();
        for (Field field : message.fields) {
            names.add(field.name);
        }
        for (Oneof oneof : message.oneofs) {
            names.add(oneof.name);
        }
        return names;
    }
}
