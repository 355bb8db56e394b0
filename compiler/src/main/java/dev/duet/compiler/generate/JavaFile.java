package dev.duet.compiler.generate;

/// A generated source file.
///
/// @param path relative to the output folder, with `/` between the parts
/// @param text the source
record JavaFile(String path, String text) {}
