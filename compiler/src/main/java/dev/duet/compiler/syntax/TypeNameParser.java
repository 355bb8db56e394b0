package dev.duet.compiler.syntax;

import dev.duet.compiler.model.FieldType;

/// Reads names of types.
final class TypeNameParser {
    private final Cursor cursor;

    TypeNameParser(Cursor cursor) {
        this.cursor = cursor;
    }

    /// A built-in type, consumed; null, with nothing consumed, if the current token is none.
    FieldType builtIn() {
        FieldType type =
                cursor.at(TokenKind.IDENTIFIER) ? FieldType.ofKeyword(cursor.token.text) : null;
        if (type != null) {
            cursor.token.next();
        }
        return type;
    }

    /// The name of a message or an enum, with the leading dot if there is one.
    String userType() {
        if (cursor.at(TokenKind.IDENTIFIER) && FieldType.ofKeyword(cursor.token.text) != null) {
            cursor.error("Expected message type.");
            return cursor.consumeIdentifier("Expected type name.");
        }
        boolean absolute = cursor.tryConsume('.');
        String first = cursor.consumeIdentifier("Expected type name.");
        if (!absolute && !cursor.at('.')) {
            return first;
        }
        var name = new StringBuilder(absolute ? "." : "").append(first);
        while (cursor.tryConsume('.')) {
            name.append('.').append(cursor.consumeIdentifier("Expected identifier."));
        }
        return name.toString();
    }
}
