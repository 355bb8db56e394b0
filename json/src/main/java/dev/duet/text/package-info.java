/// The text format of protobuf messages, as in `.textproto` files.
///
/// Reading order: [dev.duet.text.ProtoText] prints and parses; [dev.duet.text.TextException] says
/// what is wrong and where. Inside, `TextLexer` makes tokens, `TextReader` makes messages of them
/// with `TextScalars` for single values; `TextWriter` and `TextLiterals` print.
package dev.duet.text;
