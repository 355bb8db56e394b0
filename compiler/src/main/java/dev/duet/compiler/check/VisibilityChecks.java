package dev.duet.compiler.check;

import dev.duet.compiler.model.Element;
import dev.duet.compiler.model.EnumType;
import dev.duet.compiler.model.Features;
import dev.duet.compiler.model.Field;
import dev.duet.compiler.model.MessageType;
import dev.duet.compiler.model.Method;
import dev.duet.compiler.model.ProtoFile;
import dev.duet.compiler.model.ReservedRange;
import dev.duet.compiler.model.Service;
import dev.duet.compiler.model.Visibility;
import dev.duet.compiler.syntax.Problems;

/// Who may use which type: `export`, `local` and what holds without them.
final class VisibilityChecks {
    private static final int MAX_FIELD_NUMBER = (1 << 29) - 1;
    private static final String[] DEFAULTS = {
        "", "EXPORT_ALL", "EXPORT_TOP_LEVEL", "LOCAL_ALL", "STRICT"
    };

    private final Problems problems;

    VisibilityChecks(Problems problems) {
        this.problems = problems;
    }

    void check(ProtoFile file) {
        for (MessageType message : file.messages) {
            check(message);
        }
        for (Field extension : file.extensions) {
            check(extension);
        }
        for (Service service : file.services) {
            for (Method method : service.methods) {
                use(file, method.input, method.inputAt, "");
                use(file, method.output, method.outputAt, "");
            }
        }
    }

    private void check(MessageType message) {
        for (Field field : message.fields) {
            check(field);
        }
        for (Field extension : message.extensions) {
            check(extension);
        }
        for (MessageType nested : message.messages) {
            nestedExport(nested, nested.visibility, message);
            check(nested);
        }
        for (EnumType nested : message.enums) {
            nestedExport(nested, nested.visibility, message);
        }
    }

    private void check(Field field) {
        use(field.file, field.messageType, field.typeAt, "");
        use(field.file, field.enumType, field.typeAt, "");
        if (field.isExtension) {
            use(field.file, field.extendedType, field.extendeeAt, "target of extend");
        }
    }

    private void use(ProtoFile file, Element type, int at, String role) {
        if (type == null || type.file == file || isExported(type)) {
            return;
        }
        String why =
                visibility(type) == Visibility.LOCAL
                        ? "It is explicitly marked 'local'"
                        : "It defaulted to local from file-level 'option "
                                + "features.default_symbol_visibility = '"
                                + DEFAULTS[type.file.features.symbolVisibility()]
                                + "';";
        problems.error(
                at,
                "Symbol \""
                        + type.fullName
                        + "\", defined in \""
                        + type.file.name
                        + "\" "
                        + role
                        + (role.isEmpty() ? "" : " ")
                        + "is not visible from \""
                        + file.name
                        + "\". "
                        + why
                        + " and cannot be accessed outside its own file");
    }

    private static boolean isExported(Element type) {
        return switch (visibility(type)) {
            case EXPORT -> true;
            case LOCAL -> false;
            case UNSET ->
                    switch (type.file.features.symbolVisibility()) {
                        case Features.EXPORT_ALL -> true;
                        case Features.EXPORT_TOP_LEVEL -> type.parent == type.file;
                        default -> false;
                    };
        };
    }

    private static Visibility visibility(Element type) {
        return switch (type) {
            case MessageType message -> message.visibility;
            case EnumType enumType -> enumType.visibility;
            default -> Visibility.UNSET;
        };
    }

    /// Under STRICT, what is nested stays inside; enums in a message that is a mere namespace may
    /// go out.
    private void nestedExport(Element nested, Visibility visibility, MessageType outer) {
        if (visibility != Visibility.EXPORT
                || nested.file.features.symbolVisibility() != Features.STRICT) {
            return;
        }
        if (nested instanceof MessageType) {
            problems.error(
                    nested.nameAt,
                    "\""
                            + nested.fullName
                            + "\" is a nested message and cannot be `export` with "
                            + "STRICT default_symbol_visibility. It must be moved to top-level, "
                            + "ideally in its own file in order to be `export`.");
        } else if (!isNamespace(outer)) {
            problems.error(
                    nested.nameAt,
                    "\""
                            + nested.fullName
                            + "\" is a nested enum and cannot be marked `export` "
                            + "with STRICT default_symbol_visibility. It must be moved to "
                            + "top-level, ideally in its own file in order to be `export`. For "
                            + "C++ namespacing of enums in a messages use: `local message "
                            + "<OuterNamespace> { export enum "
                            + nested.fullName
                            + " {...} reserved 1 to max; }`");
        }
    }

    private static boolean isNamespace(MessageType message) {
        if (!message.fields.isEmpty() || message.reservedRanges.size() != 1) {
            return false;
        }
        ReservedRange range = message.reservedRanges.getFirst();
        return message.visibility != Visibility.EXPORT
                && range.start == 1
                && range.end == MAX_FIELD_NUMBER + 1;
    }
}
