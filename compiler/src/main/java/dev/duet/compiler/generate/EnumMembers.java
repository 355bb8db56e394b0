package dev.duet.compiler.generate;

/// Generates what enums of any size have.
final class EnumMembers {
    private final EnumModel type;
    private final Context context;
    private final SourceWriter out;
    private final String name;

    /// @param context whose scope is the enum
    EnumMembers(EnumModel type, Context context) {
        this.type = type;
        this.context = context;
        out = context.out();
        name = type.className().simpleName();
    }

    /// Starts the sealed interface, under its documentation.
    void openInterface() {
        context.deprecated(type.deprecated());
        out.open(
                "public sealed interface "
                        + name
                        + " extends "
                        + context.runtime("ProtoEnum")
                        + " {");
    }

    /// The documentation and the annotation of a constant.
    void document(EnumModel.Value value) {
        String alias =
                value.aliasOf() == null ? "" : ", another name of [#" + value.aliasOf() + "]";
        String text = "`" + value.name() + " = " + value.number() + "`" + alias;
        Docs.print(out, value.comment(), text);
        context.deprecated(value.deprecated());
    }

    /// The type of the value that a number has.
    String found() {
        return type.closed() ? context.nullable(name) : name;
    }

    /// Starts the public method that finds a value by its number.
    ///
    /// @param modifiers what comes before the type, with a space behind it
    void openOf(String modifiers) {
        Docs.print(out, "", "Finds a value by its number.");
        out.line("///");
        out.line("/// @param number the number");
        out.line(
                "/// @return the value"
                        + (type.closed() ? ", or null if the number is not declared" : ""));
        out.open(modifiers + found() + " of(int number) {");
    }

    /// The value, or what stands for it, of a number that is not declared.
    String otherwise() {
        return type.closed() ? "null" : "new " + type.unrecognized().simpleName() + "(number)";
    }

    /// The method that describes the enum.
    ///
    /// @param modifiers what comes before the type, with a space behind it
    /// @param holder the class of the description, as the enum writes it
    void type(String modifiers, String holder) {
        out.blank();
        Docs.print(out, "", "Describes this enum.");
        out.line("///");
        out.line("/// @return the description");
        out.open(modifiers + context.runtime("EnumType") + "<" + name + "> type() {");
        out.line("return " + holder + ".TYPE;");
        out.close();
    }

    /// The record for numbers that are not declared.
    void unrecognized() {
        out.blank();
        Docs.print(out, "", "A number that is not declared.");
        out.line("///");
        out.line("/// @param number the number");
        out.line(
                "record "
                        + type.unrecognized().simpleName()
                        + "(int number) implements "
                        + context.name(type.className())
                        + " {}");
    }

    /// The method of the constants that returns their number.
    void number() {
        out.blank();
        out.line(context.override());
        out.open("public int number() {");
        out.line("return number;");
        out.close();
    }
}
