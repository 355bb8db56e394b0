package dev.duet.compiler.generate;

import java.util.ArrayList;
import java.util.List;

/// Generates an enum: a Java enum if it is closed; if it is open, a sealed interface with a Java
/// enum of the declared values and a record for any other number.
final class EnumGenerator {
    private final EnumModel type;
    private final Context context;
    private final SourceWriter out;
    private final String name;
    private final EnumMembers members;
    private final List<EnumModel.Value> constants;
    private final List<EnumModel.Value> aliases;

    EnumGenerator(EnumModel type, Context outer) {
        this.type = type;
        context = outer.in(type.className());
        out = context.out();
        name = type.className().simpleName();
        members = new EnumMembers(type, context);
        constants = type.values().stream().filter(value -> value.aliasOf() == null).toList();
        aliases = type.values().stream().filter(value -> value.aliasOf() != null).toList();
    }

    void generate() {
        if (type.isLarge()) {
            new LargeEnumGenerator(type, context).generate();
            return;
        }
        if (type.closed()) {
            closed();
        } else {
            open();
        }
    }

    private void open() {
        Docs.print(out, type.comment(), "The enum `" + type.fullName() + "`.");
        out.line("///");
        out.line(
                "/// A number that is not declared, as a newer schema may send it, is an ["
                        + type.unrecognized().simpleName()
                        + "].");
        members.openInterface();
        String known = type.constants().simpleName();
        of("static ", known + ".");
        members.type("static ", known + "." + type.holder().simpleName());
        out.blank();
        Docs.print(out, "", "The declared values.");
        out.open("enum " + known + " implements " + context.name(type.className()) + " {");
        constants(known);
        holder();
        out.close();
        members.unrecognized();
        out.close();
    }

    private void closed() {
        Docs.print(out, type.comment(), "The enum `" + type.fullName() + "`.");
        context.deprecated(type.deprecated());
        out.open("public enum " + name + " implements " + context.runtime("ProtoEnum") + " {");
        constants(name);
        of("public static ", "");
        members.type("public static ", type.holder().simpleName());
        holder();
        out.close();
    }

    private void constants(String enumName) {
        for (int i = 0; i < constants.size(); i++) {
            EnumModel.Value value = constants.get(i);
            members.document(value);
            out.line(
                    value.javaName()
                            + "("
                            + value.number()
                            + ")"
                            + (i + 1 < constants.size() ? "," : ";"));
        }
        for (EnumModel.Value alias : aliases) {
            out.blank();
            members.document(alias);
            out.line(
                    "public static final "
                            + enumName
                            + " "
                            + alias.javaName()
                            + " = "
                            + alias.aliasOf()
                            + ";");
        }
        out.blank();
        out.line("private final int number;");
        out.blank();
        out.open(enumName + "(int number) {");
        out.line("this.number = number;");
        out.close();
        members.number();
    }

    private void of(String modifiers, String prefix) {
        out.blank();
        members.openOf(modifiers);
        out.open("return switch (number) {");
        for (EnumModel.Value value : constants) {
            out.line("case " + value.number() + " -> " + prefix + value.javaName() + ";");
        }
        out.line("default -> " + members.otherwise() + ";");
        out.close("};");
        out.close();
    }

    private void holder() {
        String enumType = context.runtime("EnumType");
        String holder = type.holder().simpleName();
        out.blank();
        out.open("private static final class " + holder + " {");
        out.line(
                "private static final "
                        + enumType
                        + "<"
                        + name
                        + "> TYPE = new "
                        + enumType
                        + "<>(");
        var names = new ArrayList<String>();
        var numbers = new ArrayList<String>();
        for (EnumModel.Value value : type.values()) {
            names.add("\"" + value.name() + "\"");
            numbers.add(Integer.toString(value.number()));
        }
        out.line("        \"" + type.fullName() + "\",");
        out.list("        " + context.util("List") + ".of(", names, "),");
        out.list("        new int[] {", numbers, "},");
        out.line("        " + name + "::of);");
        out.blank();
        out.line("private " + holder + "() {}");
        out.close();
    }
}
