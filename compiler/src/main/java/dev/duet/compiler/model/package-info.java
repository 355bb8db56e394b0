/// The declarations of `.proto` files, as the parser finds them and the linker completes them.
///
/// These are plain mutable objects, filled in three steps: the parser sets what is written, the
/// linker sets full names and what types refer to, the option interpreter sets options and
/// features. Offsets (`…At`) are bytes from the start of the file; -1 stands for "not written".
package dev.duet.compiler.model;
