package dev.duet.compiler.generate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Generates how a message is written: from the field with the highest number to that with the
/// lowest, since a writer works backwards.
final class EncodeGenerator {
    /// Methods with more bytecode than some 60 fields make are not compiled to machine code.
    private static final int MAX_FIELDS = 60;

    private final MessageModel message;
    private final Context context;
    private final SourceWriter out;
    private final FieldTypes types;
    private final String name;

    EncodeGenerator(MessageModel message, Context context) {
        this.message = message;
        this.context = context;
        out = context.out();
        types = new FieldTypes(context);
        name = context.name(message.className);
    }

    void generate() {
        String writer = context.runtime("ProtoWriter");
        out.blank();
        out.line(context.override());
        out.open("public void encode(" + name + " message, " + writer + " out) {");
        if (message.isMessageSet()) {
            out.line("out.writeMessageSet(message.unknownFields());");
            out.close();
            return;
        }
        out.line("out.writeUnknown(message.unknownFields());");
        List<FieldModel> fields = new ArrayList<>(message.fields);
        fields.sort(Comparator.comparingInt(FieldModel::number).reversed());
        if (fields.size() <= MAX_FIELDS) {
            fields(fields);
            out.close();
            return;
        }
        var parts = new ArrayList<List<FieldModel>>();
        for (int i = 0; i < fields.size(); i += MAX_FIELDS) {
            parts.add(fields.subList(i, Math.min(fields.size(), i + MAX_FIELDS)));
            out.line("encode" + parts.size() + "(message, out);");
        }
        out.close();
        for (int i = 0; i < parts.size(); i++) {
            out.blank();
            out.open(
                    "private static void encode"
                            + (i + 1)
                            + "("
                            + name
                            + " message, "
                            + writer
                            + " out) {");
            fields(parts.get(i));
            out.close();
        }
    }

    private void fields(List<FieldModel> fields) {
        int i = 0;
        while (i < fields.size()) {
            FieldModel field = fields.get(i);
            if (field.isMember()) {
                int end = i;
                while (end < fields.size() && fields.get(end).oneof == field.oneof) {
                    end++;
                }
                members(field.oneof, fields.subList(i, end));
                i = end;
            } else {
                field(field);
                i++;
            }
        }
    }

    private void members(OneofModel oneof, List<FieldModel> members) {
        String start = "if (";
        for (FieldModel member : members) {
            String condition =
                    start
                            + "message."
                            + oneof.component
                            + "() instanceof "
                            + context.name(member.memberClass)
                            + " member) {";
            if (start.equals("if (")) {
                out.open(condition);
            } else {
                out.reopen(condition);
            }
            write(member, "member.value()");
            start = "} else if (";
        }
        out.close();
    }

    private void field(FieldModel field) {
        String value = "message." + field.component + "()";
        switch (field.shape) {
            case IMPLICIT -> {
                out.open("if (" + isSet(field, value) + ") {");
                write(field, value);
                out.close();
            }
            case OPTIONAL, REQUIRED -> {
                out.open("if (" + value + " != null) {");
                write(field, value);
                out.close();
            }
            case REPEATED -> repeated(field, value);
            case MAP ->
                    out.list(
                            "out.writeMap(",
                            List.of(
                                    Integer.toString(field.number()),
                                    value,
                                    types.valueType(field.key),
                                    types.valueType(field.value)),
                            ");");
            case MEMBER -> throw new AssertionError("members are written with their oneof");
        }
    }

    private String isSet(FieldModel field, String value) {
        return switch (field.type()) {
            case TYPE_BOOL -> value;
            // Negative zero is not the default.
            case TYPE_FLOAT -> context.lang("Float") + ".floatToRawIntBits(" + value + ") != 0";
            case TYPE_DOUBLE -> context.lang("Double") + ".doubleToRawLongBits(" + value + ") != 0";
            case TYPE_STRING, TYPE_BYTES -> "!" + value + ".isEmpty()";
            case TYPE_ENUM -> value + ".number() != 0";
            default -> value + " != 0";
        };
    }

    /// Writes one value that is there.
    private void write(FieldModel field, String value) {
        String number = Integer.toString(field.number());
        if (field.wrapper != null) {
            out.list("out.writeValue(", List.of(number, types.valueType(field), value), ");");
        } else if (field.message != null) {
            out.list(
                    field.delimited ? "out.writeGroup(" : "out.writeMessage(",
                    List.of(number, types.valueType(field), value),
                    ");");
        } else if (field.enumModel != null) {
            out.list("out.writeEnum(", List.of(number, value + ".number()"), ");");
        } else {
            out.list(
                    "out.write" + Scalar.of(field.type()).wire() + "(",
                    List.of(number, value),
                    ");");
        }
    }

    private void repeated(FieldModel field, String values) {
        String number = Integer.toString(field.number());
        Scalar scalar = Scalar.of(field.type());
        if (field.message != null) {
            out.list(
                    field.delimited ? "out.writeGroups(" : "out.writeMessages(",
                    List.of(number, types.valueType(field), values),
                    ");");
        } else if (scalar == null || field.wrapper != null) {
            out.list(
                    field.packed ? "out.writePackedValues(" : "out.writeValues(",
                    List.of(number, types.valueType(field), values),
                    ");");
        } else if (!scalar.isPrimitive()) {
            out.list(
                    scalar.wire().equals("String") ? "out.writeStrings(" : "out.writeBytes(",
                    List.of(number, values),
                    ");");
        } else if (field.packed) {
            out.list(
                    context.runtime("PackedWriter") + "." + scalar.packed() + "(",
                    List.of("out", number, values),
                    ");");
        } else {
            out.open("for (int i = " + values + ".size() - 1; i >= 0; i--) {");
            out.list(
                    "out.write" + scalar.wire() + "(",
                    List.of(number, values + ".get" + Names.upperFirst(scalar.primitive()) + "(i)"),
                    ");");
            out.close();
        }
    }
}
