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
        if (scalar != null && scalar.isPrimitive()) {
            out.line(header + "}");
            return;
        }
        out.open(header);
        Docs.print(out, "", "Checks that there is a value.");
        out.open("public " + name + " {");
        out.line(inside.util("Objects") + ".requireNonNull(value, \"value\");");
        out.close();
        out.close();
    }
}
