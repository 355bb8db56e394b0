package dev.duet.compiler.generate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Generates the record of a message, or the class of one with too many fields for a record.
final class MessageGenerator {
    private static final String UNKNOWN = "unknownFields";

    private final MessageModel message;
    private final Context context;
    private final SourceWriter out;
    private final FieldTypes types;
    private final String name;
    private final List<Component> components;

    MessageGenerator(MessageModel message, Context outer) {
        this.message = message;
        context = outer.in(message.className);
        out = context.out();
        types = new FieldTypes(context);
        name = message.className.simpleName();
        components = message.components();
    }

    void generate() {
        header();
        constants();
        if (message.isClass()) {
            new WideClassGenerator(message, context).members();
        } else {
            constructors();
        }
        accessors();
        WellKnownMembers.print(message, context);
        builderMethods();
        overrides();
        for (OneofModel oneof : message.oneofs) {
            new OneofGenerator(oneof, context).generate();
        }
        for (EnumModel type : message.enums) {
            out.blank();
            new EnumGenerator(type, context).generate();
        }
        for (MessageModel nested : message.messages) {
            out.blank();
            new MessageGenerator(nested, context).generate();
        }
        new BuilderGenerator(message, context).generate();
        new CodecGenerator(message, context).generate();
        new DescriptionGenerator(message, context).generate();
        out.close();
    }

    private void header() {
        Docs.print(out, message.comment, "The message `" + message.fullName + "`.");
        if (!message.isClass()) {
            out.line("///");
            components.forEach(this::documentComponent);
            Docs.tag(
                    out,
                    "@param " + UNKNOWN,
                    "",
                    "what came in fields that this type does not have");
        }
        context.deprecated(message.isDeprecated());
        if (message.className.isTopLevel() && Deprecation.isUsedBy(message)) {
            out.line("@" + context.lang("SuppressWarnings") + "(\"deprecation\")");
        }
        String self = context.runtime("Message") + "<" + name + ">";
        if (message.isClass()) {
            String nested = message.className.isTopLevel() ? "" : "static ";
            out.open("public " + nested + "final class " + name + " implements " + self + " {");
            return;
        }
        var parameters = new ArrayList<String>();
        for (Component component : components) {
            parameters.add(types.component(component) + " " + component.name());
        }
        parameters.add(context.runtime("UnknownFields") + " " + UNKNOWN);
        String start = "public record " + name + "(";
        String end = ") implements " + self + " {";
        String line = start + String.join(", ", parameters) + end;
        if (out.fits(line)) {
            out.open(line);
        } else {
            out.list(start, parameters, ")");
            out.open("        implements " + self + " {");
        }
    }

    private void documentComponent(Component component) {
        switch (component) {
            case Component.OfField(var field) ->
                    Docs.tag(
                            out,
                            "@param " + field.component,
                            field.comment,
                            "the field `" + field.name() + "`");
            case Component.OfOneof(var oneof) ->
                    Docs.tag(
                            out,
                            "@param " + oneof.component,
                            oneof.comment,
                            "the oneof `" + oneof.protoName + "`");
        }
    }

    private void constants() {
        String codec = context.runtime("MessageCodec") + "<" + name + ">";
        Docs.print(out, "", "The message in which no field is set.");
        if (message.isClass()) {
            out.line(
                    "public static final "
                            + name
                            + " DEFAULT = new "
                            + message.builder
                            + "().buildPartial();");
        } else {
            var arguments = new ArrayList<String>();
            components.forEach(component -> arguments.add(types.empty(component)));
            if (components.size() < 2) {
                arguments.add(context.runtime("UnknownFields") + ".EMPTY");
            }
            out.list(
                    "public static final " + name + " DEFAULT = new " + name + "(",
                    arguments,
                    ");");
        }
        out.blank();
        Docs.print(out, "", "Turns messages into bytes and back.");
        out.line("public static final " + codec + " CODEC = new " + message.wire + "();");
        for (ExtensionModel extension : message.extensions) {
            out.blank();
            ExtensionGenerator.constant(extension, context);
        }
    }

    private void constructors() {
        out.blank();
        Docs.print(
                out,
                "",
                components.stream().anyMatch(types::isCopied)
                        ? "Copies lists and maps, and checks that nothing is null that must not be."
                        : "Checks that nothing is null that must not be.");
        out.open("public " + name + " {");
        for (Component component : components) {
            String name = component.name();
            String kept = types.kept(component, name);
            if (types.isCopied(component)) {
                out.line(name + " = " + kept + ";");
            } else if (!kept.equals(name)) {
                out.line(kept + ";");
            }
        }
        out.line(
                context.util("Objects") + ".requireNonNull(" + UNKNOWN + ", \"" + UNKNOWN + "\");");
        out.close();
        out.blank();
        Docs.print(out, "", "Makes a message without unknown fields.");
        if (!components.isEmpty()) {
            out.line("///");
            components.forEach(this::documentComponent);
        }
        var parameters = new ArrayList<String>();
        var arguments = new ArrayList<String>();
        for (Component component : components) {
            parameters.add(types.component(component) + " " + component.name());
            arguments.add(component.name());
        }
        arguments.add(context.runtime("UnknownFields") + ".EMPTY");
        out.openList("public " + name + "(", parameters, ") {");
        out.list("this(", arguments, ");");
        out.close();
    }

    private void accessors() {
        Set<String> taken = new HashSet<>();
        components.forEach(component -> taken.add(component.name()));
        for (Component component : components) {
            switch (component) {
                case Component.OfField(var field) -> {
                    if (field.isDeprecated() && !message.isClass()) {
                        deprecatedAccessor(field);
                    }
                    if (field.isPresenceKnown()) {
                        presence(field, taken);
                    }
                }
                case Component.OfOneof(var oneof) ->
                        has(oneof.component, oneof.protoName, false, taken);
            }
        }
    }

    private void deprecatedAccessor(FieldModel field) {
        out.blank();
        Docs.print(out, field.comment, "Returns the field `" + field.name() + "`.");
        out.line("///");
        out.line("/// @return the value");
        context.deprecated(true);
        String type = types.component(new Component.OfField(field));
        out.open("public " + type + " " + field.component + "() {");
        out.line("return " + field.component + ";");
        out.close();
    }

    private void has(String component, String protoName, boolean deprecated, Set<String> taken) {
        String has = Names.free("has" + Names.upperFirst(component), taken);
        taken.add(has);
        out.blank();
        Docs.print(out, "", "Says whether `" + protoName + "` is set.");
        out.line("///");
        out.line("/// @return whether it is set");
        context.deprecated(deprecated);
        out.open("public boolean " + has + "() {");
        out.line("return " + component + " != null;");
        out.close();
    }

    private void presence(FieldModel field, Set<String> taken) {
        has(field.component, field.name(), field.isDeprecated(), taken);
        String orDefault = Names.free(field.component + "OrDefault", taken);
        taken.add(orDefault);
        out.blank();
        Docs.print(
                out, "", "Returns `" + field.name() + "`, or its default value if it is not set.");
        out.line("///");
        out.line("/// @return the value");
        context.deprecated(field.isDeprecated());
        out.open("public " + types.unboxed(field) + " " + orDefault + "() {");
        out.line(
                "return "
                        + field.component
                        + " == null ? "
                        + types.defaultValue(field)
                        + " : "
                        + field.component
                        + ";");
        out.close();
    }

    private void builderMethods() {
        out.blank();
        Docs.print(out, "", "Creates a builder without any field set.");
        out.line("///");
        out.line("/// @return the builder");
        out.open("public static " + message.builder + " builder() {");
        out.line("return new " + message.builder + "();");
        out.close();
        out.blank();
        Docs.print(out, "", "Creates a builder that starts from this message.");
        out.line("///");
        out.line("/// @return the builder");
        out.open("public " + message.builder + " toBuilder() {");
        out.line("return new " + message.builder + "(this);");
        out.close();
    }

    private void overrides() {
        out.blank();
        out.line(context.override());
        out.open("public " + context.runtime("MessageCodec") + "<" + name + "> messageCodec() {");
        out.line("return CODEC;");
        out.close();
        out.blank();
        Docs.print(out, "", "Shows the fields that are set.");
        out.line(context.override());
        out.open("public " + context.lang("String") + " toString() {");
        out.line("return CODEC.type().toString(this);");
        out.close();
    }
}
