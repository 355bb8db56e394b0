package dev.duet.compiler.model;

/// Whether other files may use a type.
public enum Visibility {
    /// What the file's features say.
    UNSET,
    /// `local`: this file only.
    LOCAL,
    /// `export`: every file.
    EXPORT
}
