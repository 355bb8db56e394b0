package dev.duet.compiler.link;

import dev.duet.compiler.model.EnumType;
import dev.duet.compiler.model.EnumValue;
import dev.duet.compiler.model.ExtensionRange;
import dev.duet.compiler.model.Field;
import dev.duet.compiler.model.FieldType;
import dev.duet.compiler.model.MessageType;
import dev.duet.compiler.model.Method;
import dev.duet.compiler.model.Oneof;
import dev.duet.compiler.model.ProtoFile;
import dev.duet.compiler.model.Service;
import dev.duet.compiler.model.Symbol;

/// Finds what the names of types refer to.
final class TypeLinker {
    private final ProtoFile file;
    private final Scope scope;
    private final Suggestions suggestions;
    private final boolean complete;
    private final SymbolTable symbols;

    TypeLinker(ProtoFile file, Scope scope, SymbolTable symbols, boolean complete) {
        this.file = file;
        this.scope = scope;
        this.symbols = symbols;
        this.suggestions = new Suggestions(symbols);
        this.complete = complete;
    }

    void link() {
        for (MessageType message : file.messages) {
            link(message);
        }
        for (Field extension : file.extensions) {
            link(extension);
        }
        for (Service service : file.services) {
            for (Method method : service.methods) {
                method.input = messageOf(method, method.inputName, method.inputAt);
                method.output = messageOf(method, method.outputName, method.outputAt);
            }
        }
    }

    private void link(MessageType message) {
        for (MessageType nested : message.messages) {
            link(nested);
        }
        for (Field field : message.fields) {
            link(field);
        }
        for (Field extension : message.extensions) {
            link(extension);
        }
        checkOneofs(message);
    }

    private void link(Field field) {
        if (field.isExtension && !linkExtendee(field)) {
            return;
        }
        if (field.typeName == null) {
            return;
        }
        Symbol found = scope.lookup(field.typeName, field.fullName, Scope.Wanted.TYPE);
        switch (found) {
            case null -> notFound(field.typeAt, field.typeName);
            case MessageType message -> linkMessage(field, message);
            case EnumType type -> linkEnum(field, type);
            default ->
                    file.problems.error(field.typeAt, "\"" + field.typeName + "\" is not a type.");
        }
    }

    private void linkMessage(Field field, MessageType message) {
        field.messageType = message;
        if (field.type == null) {
            field.type = FieldType.MESSAGE;
            if (field.defaultValue != null) {
                file.problems.error(field.defaultAt, "Messages can't have default values.");
            }
        }
    }

    private void linkEnum(Field field, EnumType type) {
        if (field.type == FieldType.GROUP) {
            file.problems.error(field.typeAt, "\"" + field.typeName + "\" is not a message type.");
            return;
        }
        field.enumType = type;
        field.type = FieldType.ENUM;
        if (field.defaultValue == null) {
            return;
        }
        if (!isIdentifier(field.defaultValue)) {
            file.problems.error(
                    field.defaultAt, "Default value for an enum field must be an identifier.");
            return;
        }
        EnumValue value = type.value(field.defaultValue);
        if (value == null) {
            file.problems.error(
                    field.defaultAt,
                    "Enum type \""
                            + type.fullName
                            + "\" has no value named \""
                            + field.defaultValue
                            + "\"."
                            + Suggestions.among(field.defaultValue, type.values));
        }
    }

    private boolean linkExtendee(Field field) {
        Symbol found = scope.lookup(field.extendee, field.fullName, Scope.Wanted.ANY);
        if (found == null) {
            notFound(field.extendeeAt, field.extendee);
            return false;
        }
        if (!(found instanceof MessageType message)) {
            file.problems.error(
                    field.extendeeAt, "\"" + field.extendee + "\" is not a message type.");
            return false;
        }
        field.extendedType = message;
        if (rangeOf(message, field.number) == null) {
            file.problems.error(
                    field.numberAt,
                    "\""
                            + message.fullName
                            + "\" does not declare "
                            + field.number
                            + " as an extension number.");
        }
        checkExtensionNumber(field, message);
        return true;
    }

    static ExtensionRange rangeOf(MessageType message, int number) {
        for (ExtensionRange range : message.extensionRanges) {
            if (range.contains(number)) {
                return range;
            }
        }
        return null;
    }

    private void checkExtensionNumber(Field field, MessageType message) {
        Field other = symbols.addExtension(message, field);
        if (other == null) {
            return;
        }
        String start =
                "Extension number "
                        + field.number
                        + " has already been used in \""
                        + message.fullName
                        + "\" by extension \""
                        + other.fullName
                        + "\"";
        if (other.file == file) {
            file.problems.error(field.numberAt, start + ".");
        } else {
            file.problems.warning(field.numberAt, start + " defined in " + other.file.name + ".");
        }
    }

    private MessageType messageOf(Method method, String name, int at) {
        Symbol found = scope.lookup(name, method.fullName, Scope.Wanted.ANY);
        if (found == null) {
            notFound(at, name);
            return null;
        }
        if (found instanceof MessageType message) {
            return message;
        }
        file.problems.error(at, "\"" + name + "\" is not a message type.");
        return null;
    }

    private void notFound(int at, String name) {
        if (complete) {
            file.problems.error(at, scope.whyNotFound(name, suggestions));
        }
    }

    /// The fields of a oneof stand together, and there is at least one.
    private void checkOneofs(MessageType message) {
        for (Oneof oneof : message.oneofs) {
            boolean any = false;
            for (Field field : message.fields) {
                any |= field.oneof == oneof;
            }
            if (!any) {
                file.problems.error(oneof.nameAt, "Oneof must have at least one field.");
            }
        }
    }

    private static boolean isIdentifier(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
