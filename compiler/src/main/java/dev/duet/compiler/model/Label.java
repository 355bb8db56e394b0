package dev.duet.compiler.model;

/// How often a field may occur; the order gives the descriptor's numbers, from 1.
public enum Label {
    /// At most once.
    OPTIONAL,
    /// Exactly once.
    REQUIRED,
    /// Any number of times.
    REPEATED
}
