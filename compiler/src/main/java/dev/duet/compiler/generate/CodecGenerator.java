package dev.duet.compiler.generate;

import java.util.HashSet;
import java.util.List;

/// Generates the codec of a message.
final class CodecGenerator {
    /// The level of the runtime that the generated code needs: `MessageCodec.LEVEL`.
    private static final int RUNTIME_LEVEL = 1;

    private final MessageModel message;
    private final Context context;
    private final SourceWriter out;
    private final FieldTypes types;
    private final String name;

    CodecGenerator(MessageModel message, Context outer) {
        this.message = message;
        context = outer.in(message.className.nested(message.wire));
        out = context.out();
        types = new FieldTypes(context);
        name = context.name(message.className);
    }

    void generate() {
        out.blank();
        out.open(
                "private static final class "
                        + message.wire
                        + " extends "
                        + context.runtime("MessageCodec")
                        + "<"
                        + name
                        + "> {");
        out.open(message.wire + "() {");
        out.line("super(" + RUNTIME_LEVEL + ");");
        out.close();
        out.blank();
        out.line(context.override());
        out.open("public " + name + " defaultMessage() {");
        out.line("return DEFAULT;");
        out.close();
        new EncodeGenerator(message, context).generate();
        new DecodeGenerator(message, context).generate();
        if (message.hasRequired(new HashSet<>())) {
            missing();
        }
        out.blank();
        out.line(context.override());
        out.open("protected " + context.runtime("MessageType") + "<" + name + "> describe() {");
        out.line("return new " + message.type + "();");
        out.close();
        out.close();
    }

    private void missing() {
        String string = context.lang("String");
        out.blank();
        out.line(context.override());
        out.open("protected " + context.nullable(string) + " missing(" + name + " message) {");
        for (FieldModel field : message.fields) {
            if (field.shape == FieldModel.Shape.REQUIRED) {
                out.open("if (message." + field.component + "() == null) {");
                out.line("return \"" + field.name() + "\";");
                out.close();
            }
        }
        List<FieldModel> inside = message.fields.stream().filter(CodecGenerator::mayMiss).toList();
        switch (inside.size()) {
            case 0 -> out.line("return null;");
            case 1 -> out.list("return missing(", missingInside(inside.getFirst()), ");");
            default -> {
                out.list(string + " missing = missing(", missingInside(inside.getFirst()), ");");
                for (FieldModel field : inside.subList(1, inside.size())) {
                    out.open("if (missing == null) {");
                    out.list("missing = missing(", missingInside(field), ");");
                    out.close();
                }
                out.line("return missing;");
            }
        }
        out.close();
    }

    private static boolean mayMiss(FieldModel field) {
        FieldModel value = field.isMap() ? field.value : field;
        return value.message != null && value.message.hasRequired(new HashSet<>());
    }

    private List<String> missingInside(FieldModel field) {
        String value =
                switch (field.shape) {
                    case MAP -> "message." + field.component + "().values()";
                    case MEMBER ->
                            "message."
                                    + field.oneof.component
                                    + "() instanceof "
                                    + context.name(field.memberClass)
                                    + " member ? member.value() : null";
                    case IMPLICIT, OPTIONAL, REQUIRED, REPEATED ->
                            "message." + field.component + "()";
                };
        String codec = types.valueType(field.isMap() ? field.value : field);
        return List.of("\"" + field.name() + "\"", codec, value);
    }
}
