package dev.duet.compiler.link;

import dev.duet.compiler.model.Element;
import dev.duet.compiler.model.EnumType;
import dev.duet.compiler.model.EnumValue;
import dev.duet.compiler.model.ExtensionRange;
import dev.duet.compiler.model.Field;
import dev.duet.compiler.model.MessageType;
import dev.duet.compiler.model.Method;
import dev.duet.compiler.model.Oneof;
import dev.duet.compiler.model.ProtoFile;
import dev.duet.compiler.model.Service;

/// The messages of `descriptor.proto` that options are fields of.
final class OptionSchema {
    private final ProtoFile descriptor;

    OptionSchema(ProtoFile descriptor) {
        this.descriptor = descriptor;
    }

    /// The options message of an element.
    MessageType messageOf(Element element) {
        String name =
                switch (element) {
                    case ProtoFile _ -> "FileOptions";
                    case MessageType _ -> "MessageOptions";
                    case Field _ -> "FieldOptions";
                    case Oneof _ -> "OneofOptions";
                    case EnumType _ -> "EnumOptions";
                    case EnumValue _ -> "EnumValueOptions";
                    case ExtensionRange _ -> "ExtensionRangeOptions";
                    case Service _ -> "ServiceOptions";
                    case Method _ -> "MethodOptions";
                };
        for (MessageType message : descriptor.messages) {
            if (message.name.equals(name)) {
                return message;
            }
        }
        throw new IllegalStateException("descriptor.proto without " + name);
    }

    /// The number of the field `options` in the descriptor of an element.
    static int optionsNumber(Element element) {
        return switch (element) {
            case ProtoFile _, Field _ -> 8;
            case MessageType _ -> 7;
            case Oneof _ -> 2;
            case EnumType _, EnumValue _, ExtensionRange _, Service _ -> 3;
            case Method _ -> 4;
        };
    }
}
