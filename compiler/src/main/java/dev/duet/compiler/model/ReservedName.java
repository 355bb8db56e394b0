package dev.duet.compiler.model;

/// A name that may not be used.
///
/// @param name the name
/// @param at where it stands
public record ReservedName(String name, int at) {}
