package dev.duet.compiler.check;

import dev.duet.compiler.model.Element;
import dev.duet.compiler.model.EnumType;
import dev.duet.compiler.model.Field;
import dev.duet.compiler.model.MessageType;
import dev.duet.compiler.model.Oneof;
import dev.duet.compiler.syntax.Problems;

/// How large things may be from edition 2026 on.
final class LimitChecks {
    private static final int MAX_FIELDS = 1500;
    private static final int MAX_ONEOFS = 1000;
    private static final int MAX_ONEOF_FIELDS = 1200;
    private static final int MAX_VALUES = 1700;
    private static final String OPT_OUT =
            " (features.enforce_proto_limits = LEGACY_NO_EXPLICIT_LIMITS can be used to opt out "
                    + "of this check)";

    private final Problems problems;

    LimitChecks(Problems problems) {
        this.problems = problems;
    }

    void check(Element element) {
        if (element instanceof MessageType message) {
            check(message, "Message", message.fields.size(), MAX_FIELDS, "fields");
            check(message, "Message", message.oneofs.size(), MAX_ONEOFS, "oneofs");
        } else if (element instanceof EnumType type) {
            check(type, "Enum", type.values.size(), MAX_VALUES, "values");
        } else if (element instanceof Oneof oneof) {
            int fields = 0;
            for (Field field : ((MessageType) oneof.parent).fields) {
                fields += field.oneof == oneof ? 1 : 0;
            }
            check(oneof, "Oneof", fields, MAX_ONEOF_FIELDS, "fields");
        }
    }

    private void check(Element element, String kind, int count, int max, String what) {
        if (count > max) {
            problems.error(
                    element.nameAt,
                    kind
                            + " name "
                            + element.name
                            + " should not contain more than "
                            + max
                            + " "
                            + what
                            + OPT_OUT);
        }
    }
}
