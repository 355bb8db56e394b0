package dev.duet.compiler.generate;

import dev.duet.compiler.model.JsonNames;

import java.util.ArrayList;
import java.util.List;

/// Generates the description of a message type, which a program loads only if it asks for it.
final class DescriptionGenerator {
    private final MessageModel message;
    private final Context context;
    private final SourceWriter out;
    private final FieldTypes types;
    private final String name;

    DescriptionGenerator(MessageModel message, Context outer) {
        this.message = message;
        context = outer.in(message.className.nested(message.type));
        out = context.out();
        types = new FieldTypes(context);
        name = context.name(message.className);
    }

    void generate() {
        out.blank();
        out.open(
                "private static final class "
                        + message.type
                        + " extends "
                        + context.runtime("MessageType")
                        + "<"
                        + name
                        + "> {");
        out.open(message.type + "() {");
        var fields = new ArrayList<String>();
        fields.add("CODEC");
        fields.add("\"" + message.fullName + "\"");
        message.fields.forEach(field -> fields.add(info(field)));
        out.list("super(", fields, ");");
        out.close();
        reservedNames();
        get();
        set();
        out.blank();
        out.line(context.override());
        out.open("public " + context.runtime("MessageBuilder") + "<" + name + "> newBuilder() {");
        out.line("return new " + message.builder + "();");
        out.close();
        out.close();
    }

    private void reservedNames() {
        if (message.proto.getReservedNameCount() == 0) {
            return;
        }
        String list = context.util("List");
        out.blank();
        out.line(context.override());
        out.open("public " + list + "<" + context.lang("String") + "> reservedNames() {");
        out.list(
                "return " + list + ".of(",
                message.proto.getReservedNameList().stream().map(Literals::string).toList(),
                ");");
        out.close();
    }

    private String info(FieldModel field) {
        var info = new StringBuilder(context.runtime("FieldInfo")).append('.');
        info.append(
                switch (field.shape) {
                    case IMPLICIT -> "implicit";
                    case OPTIONAL -> "optional";
                    case REQUIRED -> "required";
                    case MEMBER -> "member";
                    case REPEATED -> "repeated";
                    case MAP -> "map";
                });
        info.append('(').append(field.number()).append(", \"").append(field.name()).append("\", ");
        if (field.isMap()) {
            info.append(types.valueType(field.key))
                    .append(", ")
                    .append(types.valueType(field.value))
                    .append(')');
        } else {
            info.append(types.valueType(field));
            info.append(field.isMember() ? ", \"" + field.oneof.protoName + "\")" : ")");
        }
        String usual = JsonNames.derived(field.name());
        if (field.proto.hasJsonName() && !field.proto.getJsonName().equals(usual)) {
            info.append(".withJsonName(")
                    .append(Literals.string(field.proto.getJsonName()))
                    .append(')');
        }
        info.append(field.packed ? ".asPacked()" : "");
        info.append(field.delimited ? ".asDelimited()" : "");
        info.append(field.isRedacted() ? ".asRedacted()" : "");
        return info.toString();
    }

    private void get() {
        out.blank();
        out.line(context.override());
        out.open(
                "public "
                        + context.nullable(context.lang("Object"))
                        + " get("
                        + name
                        + " message, int number) {");
        if (message.fields.isEmpty()) {
            out.line(noField());
            out.close();
            return;
        }
        out.open("return switch (number) {");
        for (FieldModel field : message.fields) {
            if (field.isMember()) {
                member(field);
            } else {
                out.line("case " + field.number() + " -> message." + field.component + "();");
            }
        }
        out.line("default -> " + noField());
        out.close("};");
        out.close();
    }

    private void member(FieldModel field) {
        String test =
                "message."
                        + field.oneof.component
                        + "() instanceof "
                        + context.name(field.memberClass)
                        + " member";
        String value = test + " ? member.value() : null;";
        String start = "case " + field.number() + " ->";
        if (out.fits(start + " " + value)) {
            out.line(start + " " + value);
            return;
        }
        out.line(start);
        if (out.fits("    " + value)) {
            out.line("    " + value);
        } else {
            out.line("    " + test);
            out.line("            ? member.value()");
            out.line("            : null;");
        }
    }

    private String noField() {
        return "throw new "
                + context.lang("IllegalArgumentException")
                + "(\"no field \" + number);";
    }

    private void set() {
        out.blank();
        out.line(context.override());
        out.openList(
                "public void set(",
                List.of(
                        context.runtime("MessageBuilder") + "<" + name + "> builder",
                        "int number",
                        context.nullable(context.lang("Object")) + " value"),
                ") {");
        if (message.fields.isEmpty()) {
            out.line(noField());
            out.close();
            return;
        }
        out.line("var to = (" + message.builder + ") builder;");
        out.line("switch (number) {");
        for (FieldModel field : message.fields) {
            out.line(
                    "    case "
                            + field.number()
                            + " -> to."
                            + field.component
                            + "("
                            + cast(field)
                            + ");");
        }
        out.line("    default -> " + noField());
        out.line("}");
        out.close();
    }

    private String cast(FieldModel field) {
        if (field.isMap() || field.isRepeated()) {
            Scalar scalar = Scalar.of(field.type());
            return scalar != null && scalar.isPrimitive()
                    ? context.runtime(scalar.list()) + ".copyOf(cast(value))"
                    : "cast(value)";
        }
        return "(" + types.boxed(field) + ") value";
    }
}
