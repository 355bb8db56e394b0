package dev.duet.compiler.generate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Generates the builder of a message.
final class BuilderGenerator {
    private final MessageModel message;
    private final Context context;
    private final SourceWriter out;
    private final FieldTypes types;
    private final String builder;
    private final String name;
    private final Set<String> methods = new HashSet<>();

    BuilderGenerator(MessageModel message, Context outer) {
        this.message = message;
        context = outer.in(message.className.nested(message.builder));
        out = context.out();
        types = new FieldTypes(context);
        builder = message.builder;
        name = context.name(message.className);
    }

    void generate() {
        for (Component component : message.components()) {
            methods.add(component.name());
        }
        for (FieldModel field : message.fields) {
            methods.add(field.component);
        }
        out.blank();
        Docs.print(out, "", "Collects the fields of one [" + name + "].");
        out.open(
                "public static final class "
                        + builder
                        + " implements "
                        + context.runtime("MessageBuilder")
                        + "<"
                        + name
                        + "> {");
        fields();
        constructors();
        for (Component component : message.components()) {
            switch (component) {
                case Component.OfField(var field) -> setters(field);
                case Component.OfOneof(var oneof) -> setters(oneof);
            }
        }
        unknownFields();
        if (message.isExtendable()) {
            extensionSetter();
        }
        build();
        out.close();
    }

    private void fields() {
        for (Component component : message.components()) {
            String type = types.component(component);
            String initial = types.empty(component);
            out.line(
                    "private "
                            + type
                            + " "
                            + component.name()
                            + (isJavaDefault(initial) ? ";" : " = " + initial + ";"));
        }
        String unknown = context.runtime("UnknownFields");
        out.line("private " + unknown + " unknownFields = " + unknown + ".EMPTY;");
    }

    private static boolean isJavaDefault(String expression) {
        return switch (expression) {
            case "null", "0", "0L", "0f", "0d", "false" -> true;
            default -> false;
        };
    }

    private void constructors() {
        out.blank();
        out.line("private " + builder + "() {}");
        out.blank();
        out.open("private " + builder + "(" + name + " from) {");
        for (Component component : message.components()) {
            out.line("this." + component.name() + " = from." + component.name() + ";");
        }
        out.line("this.unknownFields = from.unknownFields;");
        out.close();
    }

    private void setter(
            String comment, boolean deprecated, String method, String parameter, String statement) {
        out.blank();
        Docs.print(out, "", comment);
        out.line("///");
        out.line(
                "/// @param "
                        + parameter.substring(parameter.lastIndexOf(' ') + 1)
                        + " the new value");
        out.line("/// @return this builder");
        context.deprecated(deprecated);
        out.open("public " + builder + " " + method + "(" + parameter + ") {");
        out.line(statement);
        out.line("return this;");
        out.close();
    }

    private void setters(FieldModel field) {
        String property = field.component;
        String set = "this." + property + " = " + property + ";";
        var component = new Component.OfField(field);
        String type = types.component(component);
        String how = field.isPresenceKnown() ? "; null takes it away." : ".";
        Scalar scalar = Scalar.of(field.type());
        if (field.isMap()) {
            setter(
                    "Sets `" + field.name() + "`.",
                    field.isDeprecated(),
                    property,
                    type + " " + property,
                    "this."
                            + property
                            + " = "
                            + context.runtime("Maps")
                            + ".copyOf("
                            + property
                            + ");");
            put(field);
        } else if (field.isRepeated() && scalar != null && scalar.isPrimitive()) {
            setter(
                    "Sets `" + field.name() + "`.",
                    field.isDeprecated(),
                    property,
                    type + " " + property,
                    "this." + property + " = " + property + ".frozen();");
            setter(
                    "Sets `" + field.name() + "`.",
                    field.isDeprecated(),
                    property,
                    scalar.primitive() + "... " + property,
                    "this." + property + " = " + type + ".of(" + property + ");");
            add(field, "this." + property + " = this." + property + ".with(value);");
        } else if (field.isRepeated()) {
            String lists = context.runtime("Lists");
            setter(
                    "Sets `" + field.name() + "`.",
                    field.isDeprecated(),
                    property,
                    type + " " + property,
                    "this." + property + " = " + lists + ".copyOf(" + property + ");");
            add(field, "this." + property + " = " + lists + ".with(this." + property + ", value);");
        } else {
            setter(
                    "Sets `" + field.name() + "`" + how,
                    field.isDeprecated(),
                    property,
                    type + " " + property,
                    set);
        }
    }

    private void add(FieldModel field, String statement) {
        String add = Names.free("add" + Names.upperFirst(field.component), methods);
        methods.add(add);
        out.blank();
        Docs.print(out, "", "Adds an element to `" + field.name() + "`.");
        out.line("///");
        out.line("/// @param value the element");
        out.line("/// @return this builder");
        context.deprecated(field.isDeprecated());
        out.open("public " + builder + " " + add + "(" + types.single(field) + " value) {");
        out.line(statement);
        out.line("return this;");
        out.close();
    }

    private void put(FieldModel field) {
        String put = Names.free("put" + Names.upperFirst(field.component), methods);
        methods.add(put);
        out.blank();
        Docs.print(out, "", "Puts an entry into `" + field.name() + "`.");
        out.line("///");
        out.line("/// @param key the key");
        out.line("/// @param value the value");
        out.line("/// @return this builder");
        context.deprecated(field.isDeprecated());
        out.open(
                "public "
                        + builder
                        + " "
                        + put
                        + "("
                        + types.single(field.key)
                        + " key, "
                        + types.single(field.value)
                        + " value) {");
        out.line(
                "this."
                        + field.component
                        + " = "
                        + context.runtime("Maps")
                        + ".with(this."
                        + field.component
                        + ", key, value);");
        out.line("return this;");
        out.close();
    }

    private void setters(OneofModel oneof) {
        String property = oneof.component;
        setter(
                "Sets `" + oneof.protoName + "`; null takes it away.",
                false,
                property,
                types.component(new Component.OfOneof(oneof)) + " " + property,
                "this." + property + " = " + property + ";");
        for (FieldModel member : oneof.members) {
            setter(
                    "Sets `" + oneof.protoName + "` to its member `" + member.name() + "`.",
                    member.isDeprecated(),
                    member.component,
                    types.single(member) + " value",
                    "this." + property + " = new " + context.name(member.memberClass) + "(value);");
        }
    }

    private void unknownFields() {
        out.blank();
        out.line(context.override());
        out.open(
                "public "
                        + builder
                        + " unknownFields("
                        + context.runtime("UnknownFields")
                        + " unknownFields) {");
        out.line("this.unknownFields = unknownFields;");
        out.line("return this;");
        out.close();
    }

    private void extensionSetter() {
        out.blank();
        Docs.print(out, "", "Sets an extension; null takes it away.");
        out.line("///");
        out.line("/// @param <V> the Java type of the value");
        out.line("/// @param extension the extension");
        out.line("/// @param value the new value");
        out.line("/// @return this builder");
        out.openList(
                "public <V> " + builder + " set(",
                List.of(
                        context.runtime("Extension") + "<" + name + ", V> extension",
                        context.nullable("V") + " value"),
                ") {");
        out.line("this.unknownFields = extension.setIn(this.unknownFields, value);");
        out.line("return this;");
        out.close();
    }

    private void build() {
        var required = new ArrayList<FieldModel>();
        for (FieldModel field : message.fields) {
            if (field.shape == FieldModel.Shape.REQUIRED) {
                required.add(field);
            }
        }
        out.blank();
        out.line(context.override());
        out.open("public " + name + " build() {");
        if (required.isEmpty()) {
            construct();
            out.close();
            return;
        }
        for (FieldModel field : required) {
            out.open("if (" + field.component + " == null) {");
            String text = message.fullName + ": the required field " + field.name() + " is not set";
            out.list(
                    "throw new " + context.lang("IllegalStateException") + "(",
                    List.of("\"" + text + "\""),
                    ");");
            out.close();
        }
        out.line("return buildPartial();");
        out.close();
        out.blank();
        out.line(context.override());
        out.open("public " + name + " buildPartial() {");
        construct();
        out.close();
    }

    private void construct() {
        if (message.isClass()) {
            out.line("return new " + name + "(this);");
            return;
        }
        var arguments = new ArrayList<String>();
        message.components().forEach(component -> arguments.add(component.name()));
        arguments.add("unknownFields");
        out.list("return new " + name + "(", arguments, ");");
    }
}
