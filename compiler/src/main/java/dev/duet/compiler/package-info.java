/// Compiles `.proto` files: text in, descriptors and Java source out, without a native protoc.
///
/// Reading order: [ProtoCompiler] is the front door (names in, [Compilation] out), [Generation]
/// does the same and writes the Java files, [Diagnostic] is what either says about a broken file.
package dev.duet.compiler;
