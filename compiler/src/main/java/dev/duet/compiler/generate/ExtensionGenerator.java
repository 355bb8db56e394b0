package dev.duet.compiler.generate;

import java.util.List;

/// Generates the constants of extensions.
final class ExtensionGenerator {
    private ExtensionGenerator() {}

    /// The class that holds the extensions which a file declares outside of messages.
    static void holder(FileModel file, Context context) {
        SourceWriter out = context.out();
        Docs.print(out, "", "The extensions that `" + file.name() + "` declares.");
        boolean deprecation =
                file.extensions.stream()
                        .anyMatch(
                                extension ->
                                        extension.extendee().isDeprecatedInside()
                                                || Deprecation.isDeprecated(extension.field()));
        if (deprecation) {
            out.line("@" + context.lang("SuppressWarnings") + "(\"deprecation\")");
        }
        out.open("public final class " + file.extensionsClass.simpleName() + " {");
        for (ExtensionModel extension : file.extensions) {
            out.blank();
            constant(extension, context);
        }
        out.blank();
        out.line("private " + file.extensionsClass.simpleName() + "() {}");
        out.close();
    }

    static void constant(ExtensionModel extension, Context context) {
        SourceWriter out = context.out();
        FieldModel field = extension.field();
        var types = new FieldTypes(context);
        String value =
                field.isRepeated()
                        ? context.util("List") + "<" + types.boxed(field) + ">"
                        : types.boxed(field);
        String extendee = context.name(extension.extendee().className);
        Docs.print(
                out,
                field.comment,
                "The extension `" + extension.fullName() + "` of [" + extendee + "].");
        context.deprecated(field.isDeprecated());
        String type = context.runtime("Extension");
        out.line(
                "public static final "
                        + type
                        + "<"
                        + extendee
                        + ", "
                        + value
                        + "> "
                        + extension.constant()
                        + " =");
        var arguments =
                List.of(
                        Integer.toString(field.number()),
                        "\"" + extension.fullName() + "\"",
                        "() -> " + types.valueType(field),
                        Boolean.toString(field.delimited),
                        field.isRepeated()
                                ? Boolean.toString(field.packed)
                                : field.proto.hasDefaultValue()
                                        ? types.defaultValue(field)
                                        : "null");
        out.list(
                "        " + type + (field.isRepeated() ? ".repeated(" : ".singular("),
                arguments,
                ");");
    }
}
