package dev.duet.compiler.check;

import dev.duet.compiler.model.Field;
import dev.duet.compiler.model.FieldType;
import dev.duet.compiler.model.Label;
import dev.duet.compiler.model.MessageType;
import dev.duet.compiler.syntax.Problems;

import java.util.Set;

/// What proto3 leaves out.
final class Proto3Checks {
    private static final Set<String> OPTIONS =
            Set.of(
                    "google.protobuf.FileOptions",
                    "google.protobuf.MessageOptions",
                    "google.protobuf.FieldOptions",
                    "google.protobuf.EnumOptions",
                    "google.protobuf.EnumValueOptions",
                    "google.protobuf.ServiceOptions",
                    "google.protobuf.MethodOptions",
                    "google.protobuf.OneofOptions",
                    "google.protobuf.ExtensionRangeOptions",
                    "google.protobuf.SourceCodeInfo",
                    "google.protobuf.FileDescriptorSet");

    private final Problems problems;

    Proto3Checks(Problems problems) {
        this.problems = problems;
    }

    void check(MessageType message) {
        if (!message.extensionRanges.isEmpty()) {
            problems.error(
                    message.extensionRanges.getFirst().nameAt,
                    "Extension ranges are not allowed in proto3.");
        }
        if (message.isMessageSet()) {
            problems.error(message.nameAt, "MessageSet is not supported in proto3.");
        }
    }

    void check(Field field) {
        if (field.isExtension && !OPTIONS.contains(field.extendedType.fullName)) {
            problems.error(
                    field.extendeeAt,
                    "Extensions in proto3 are only allowed for defining options.");
        }
        if (field.label == Label.REQUIRED) {
            problems.error(field.typeAt, "Required fields are not allowed in proto3.");
        }
        if (field.defaultValue != null) {
            problems.error(field.defaultAt, "Explicit default values are not allowed in proto3.");
        }
        if (field.enumType != null && field.enumType.isClosed()) {
            problems.error(
                    field.typeAt,
                    "Enum type \""
                            + field.enumType.fullName
                            + "\" is not an open enum, but is used in \""
                            + field.containingType().fullName
                            + "\" which is a proto3 message type.");
        }
        if (field.type == FieldType.GROUP) {
            problems.error(field.typeAt, "Groups are not supported in proto3 syntax.");
        }
    }
}
