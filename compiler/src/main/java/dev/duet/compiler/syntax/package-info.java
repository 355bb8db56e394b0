/// From the bytes of a `.proto` file to the declarations in it ([dev.duet.compiler.model]).
///
/// Reading order: [SourceText] holds the bytes and knows lines, [Tokenizer] cuts them into tokens
/// and collects comments, [Cursor] is what every parser stands on (the current token, errors,
/// source locations), [FileParser] is the entry and has one helper per construct.
package dev.duet.compiler.syntax;
