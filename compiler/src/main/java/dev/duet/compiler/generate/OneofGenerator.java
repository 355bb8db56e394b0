package dev.duet.compiler.generate;

/// Generates the sealed interface of a oneof and the record of each member.
final class OneofGenerator {
    private final OneofModel oneof;
    private final Context context;
    private final SourceWriter out;

    OneofGenerator(OneofModel oneof, Context outer) {
        this.oneof = oneof;
        context = outer.in(oneof.className);
        out = context.out();
    }

    void generate() {
        out.blank();
        Docs.print(out, oneof.comment, "The oneof `" + oneof.protoName + "`: one of its members.");
        String name = oneof.className.simpleName();
        out.open("public sealed interface " + name + " {");
        for (FieldModel member : oneof.members) {
            member(member);
        }
        out.close();
    }

    private void member(FieldModel member) {
        String name = member.memberClass.simpleName();
        Context inside = context.in(member.memberClass);
        var types = new FieldTypes(inside);
        Scalar scalar = Scalar.of(member.type());
        out.blank();
        Docs.print(out, member.comment, "The member `" + member.name() + "`.");
        out.line("///");
        out.line("/// @param value the value");
        context.deprecated(member.isDeprecated());
        String header =
                "record "
                        + name
                        + "("
                        + types.single(member)
                        + " value) implements "
                        + context.name(oneof.className)
                        + " {";
        boolean checked = scalar == null || !scalar.isPrimitive();
        if (!checked && !member.isRedacted()) {
            out.line(header + "}");
            return;
        }
        out.open(header);
        if (checked) {
            Docs.print(out, "", "Checks that there is a value.");
            out.open("public " + name + " {");
            out.line(inside.util("Objects") + ".requireNonNull(value, \"value\");");
            out.close();
        }
        if (member.isRedacted()) {
            out.blank();
            Docs.print(out, "", "Hides the value.");
            out.line(inside.override());
            out.open("public " + inside.lang("String") + " toString() {");
            out.line("return \"" + name + "[value=[REDACTED]]\";");
            out.close();
        }
        out.close();
    }
}
