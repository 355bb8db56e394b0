package dev.duet.compiler.model;

/// One `import`.
public final class Import {
    /// How a file is imported.
    public enum Modifier {
        /// `import "…"`
        NONE,
        /// `import public "…"`: importers of this file see it too.
        PUBLIC,
        /// `import weak "…"`
        WEAK,
        /// `import option "…"`: for options only.
        OPTION
    }

    /// The file's name.
    public final String name;

    /// Where the statement starts.
    public final int at;

    /// How it is imported.
    public final Modifier modifier;

    /// The file; null if it was not found.
    public ProtoFile file;

    /// An import whose file is still to be found.
    public Import(String name, int at, Modifier modifier) {
        this.name = name;
        this.at = at;
        this.modifier = modifier;
    }
}
