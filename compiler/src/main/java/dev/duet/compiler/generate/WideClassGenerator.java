package dev.duet.compiler.generate;

/// Generates what a record would have given for nothing: fields, accessors and equality of a
/// message with more fields than a constructor can have parameters.
final class WideClassGenerator {
    private final MessageModel message;
    private final Context context;
    private final SourceWriter out;
    private final FieldTypes types;

    WideClassGenerator(MessageModel message, Context context) {
        this.message = message;
        this.context = context;
        out = context.out();
        types = new FieldTypes(context);
    }

    void members() {
        String unknown = context.runtime("UnknownFields");
        out.blank();
        for (Component component : message.components()) {
            out.line("private final " + types.component(component) + " " + component.name() + ";");
        }
        out.line("private final " + unknown + " unknownFields;");
        out.blank();
        out.open(
                "private "
                        + message.className.simpleName()
                        + "("
                        + message.builder
                        + " builder) {");
        for (Component component : message.components()) {
            String name = component.name();
            String kept = types.kept(component, "builder." + name);
            out.line("this." + name + " = " + kept + ";");
        }
        out.line(
                "this.unknownFields = "
                        + context.util("Objects")
                        + ".requireNonNull(builder.unknownFields, \"unknownFields\");");
        out.close();
        for (Component component : message.components()) {
            accessor(component);
        }
        out.blank();
        out.line(context.override());
        out.open("public " + unknown + " unknownFields() {");
        out.line("return unknownFields;");
        out.close();
        equality();
    }

    private void accessor(Component component) {
        out.blank();
        switch (component) {
            case Component.OfField(var field) -> {
                Docs.print(out, field.comment, "Returns the field `" + field.name() + "`.");
                out.line("///");
                out.line("/// @return the value");
                context.deprecated(field.isDeprecated());
            }
            case Component.OfOneof(var oneof) -> {
                Docs.print(out, oneof.comment, "Returns the oneof `" + oneof.protoName + "`.");
                out.line("///");
                out.line("/// @return the member that is set");
            }
        }
        out.open("public " + types.component(component) + " " + component.name() + "() {");
        out.line("return " + component.name() + ";");
        out.close();
    }

    private void equality() {
        String name = message.className.simpleName();
        out.blank();
        out.line(context.override());
        out.open("public boolean equals(" + context.lang("Object") + " other) {");
        out.line("return other instanceof " + name + " that && CODEC.type().equal(this, that);");
        out.close();
        out.blank();
        out.line(context.override());
        out.open("public int hashCode() {");
        out.line("return CODEC.type().hash(this);");
        out.close();
    }
}
