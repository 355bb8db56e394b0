package dev.duet.compiler.generate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Generates an enum with more values than a Java enum can have: a sealed interface with a class of
/// the declared values, which inherits its constants from interfaces that hold a part of them each,
/// in the order of their numbers. An open one has a record for any other number, too.
final class LargeEnumGenerator {
    /// Finding a value by its number should be compiled to machine code, which a method with more
    /// bytecode than for so many is not.
    private static final int MAX_PART = 500;

    /// Half of what fits into a constant.
    private static final int MAX_TEXT = 32_000;

    private final EnumModel type;
    private final Context context;
    private final SourceWriter out;
    private final String name;
    private final String known;
    private final EnumMembers members;
    private final List<List<EnumModel.Value>> parts = new ArrayList<>();

    /// @param context whose scope is the enum
    LargeEnumGenerator(EnumModel type, Context context) {
        this.type = type;
        this.context = context;
        out = context.out();
        name = type.className().simpleName();
        known = type.constants().simpleName();
        members = new EnumMembers(type, context);
        var sorted = new ArrayList<>(type.values());
        sorted.sort(Comparator.comparingInt(EnumModel.Value::number));
        int start = 0;
        for (int end = 1; end <= sorted.size(); end++) {
            // An alias stands where the first value of its number does.
            boolean full = end - start >= MAX_PART;
            if (end == sorted.size()
                    || full && sorted.get(end).number() != sorted.get(end - 1).number()) {
                parts.add(sorted.subList(start, end));
                start = end;
            }
        }
    }

    void generate() {
        Docs.print(out, type.comment(), "The enum `" + type.fullName() + "`.");
        out.line("///");
        out.line(
                "/// It has more values than a Java enum can have: they are constants of ["
                        + known
                        + "].");
        if (!type.closed()) {
            out.line("/// A number that is not declared, as a newer schema may send it, is an");
            out.line("/// [" + type.unrecognized().simpleName() + "].");
        }
        members.openInterface();
        of();
        members.type("static ", known + "." + type.holder().simpleName());
        known();
        if (!type.closed()) {
            members.unrecognized();
        }
        for (int i = 0; i < parts.size(); i++) {
            part(i);
        }
        out.close();
    }

    private String partName(int index) {
        return type.nested("Part" + (index + 1)).simpleName();
    }

    private void of() {
        members.openOf("static ");
        for (int i = 0; i + 1 < parts.size(); i++) {
            out.open("if (number <= " + parts.get(i).getLast().number() + ") {");
            out.line("return " + partName(i) + ".of(number);");
            out.close();
        }
        out.line("return " + partName(parts.size() - 1) + ".of(number);");
        out.close();
    }

    private void known() {
        String string = context.lang("String");
        var interfaces = new ArrayList<String>();
        interfaces.add(context.name(type.className()));
        for (int i = 0; i < parts.size(); i++) {
            interfaces.add(partName(i));
        }
        out.blank();
        Docs.print(out, "", "A declared value: one object for each, to be compared by `==`.");
        out.openList("final class " + known + " implements ", interfaces, " {");
        out.line("private final " + string + " name;");
        out.line("private final int number;");
        out.blank();
        out.open("private " + known + "(" + string + " name, int number) {");
        out.line("this.name = name;");
        out.line("this.number = number;");
        out.close();
        members.number();
        out.blank();
        Docs.print(out, "", "Returns the name in the proto file.");
        out.line(context.override());
        out.open("public " + string + " toString() {");
        out.line("return name;");
        out.close();
        holder();
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
                        + "> TYPE = "
                        + enumType
                        + ".parse(");
        out.line("        \"" + type.fullName() + "\",");
        out.line("        " + name + "::of,");
        int size = 0;
        out.line("        \"\"\"");
        for (EnumModel.Value value : type.values()) {
            String line = value.name() + " " + value.number();
            size += line.length() + 1;
            if (size > MAX_TEXT) {
                out.line("        \"\"\",");
                out.line("        \"\"\"");
                size = line.length();
            }
            out.line("        " + line);
        }
        out.line("        \"\"\");");
        out.blank();
        out.line("private " + holder + "() {}");
        out.close();
    }

    /// The constants of a part, and what finds them.
    private void part(int index) {
        List<EnumModel.Value> values = parts.get(index);
        out.blank();
        Docs.print(
                out,
                "",
                "Constants of ["
                        + known
                        + "]: the numbers "
                        + values.getFirst().number()
                        + " to "
                        + values.getLast().number()
                        + ".");
        out.open("sealed interface " + partName(index) + " permits " + known + " {");
        for (EnumModel.Value value : values) {
            members.document(value);
            String made = "new " + known + "(\"" + value.name() + "\", " + value.number() + ")";
            out.line(
                    known
                            + " "
                            + value.javaName()
                            + " = "
                            + (value.aliasOf() == null ? made : value.aliasOf())
                            + ";");
        }
        out.blank();
        out.open("private static " + members.found() + " of(int number) {");
        out.open("return switch (number) {");
        for (EnumModel.Value value : values) {
            if (value.aliasOf() == null) {
                out.line("case " + value.number() + " -> " + value.javaName() + ";");
            }
        }
        out.line("default -> " + members.otherwise() + ";");
        out.close("};");
        out.close();
        out.close();
    }
}
