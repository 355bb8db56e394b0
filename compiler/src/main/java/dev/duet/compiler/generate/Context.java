package dev.duet.compiler.generate;

/// Where a piece of source goes, and how it writes the names of classes.
///
/// @param unit the names of the file
/// @param out the source
/// @param scope the class around the piece
record Context(Unit unit, SourceWriter out, ClassName scope) {
    Context in(ClassName inner) {
        return new Context(unit, out, inner);
    }

    String name(ClassName name) {
        return unit.name(name, scope);
    }

    /// A class of `dev.duet.proto`.
    String runtime(String simpleName) {
        return unit.runtime(simpleName, scope);
    }

    String lang(String simpleName) {
        return unit.lang(simpleName, scope);
    }

    String util(String simpleName) {
        return unit.util(simpleName, scope);
    }

    /// A type that may be null.
    String nullable(String type) {
        String annotation = "@" + runtime("Nullable") + " ";
        int generics = type.indexOf('<');
        int dot = type.lastIndexOf('.', generics < 0 ? type.length() : generics);
        return type.substring(0, dot + 1) + annotation + type.substring(dot + 1);
    }

    /// `@Override`
    String override() {
        return "@" + lang("Override");
    }

    /// Prints `@Deprecated` where the proto file says so.
    void deprecated(boolean yes) {
        if (yes) {
            out.line("@" + lang("Deprecated"));
        }
    }
}
