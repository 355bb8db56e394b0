package dev.duet.text;

import dev.duet.proto.Message;
import dev.duet.proto.MessageCodec;
import dev.duet.proto.TypeRegistry;

/// Prints messages in the text format and parses them.
///
/// ```java
/// String text = ProtoText.DEFAULT.print(message);
/// ChatMessage same = ProtoText.DEFAULT.parse(text, ChatMessage.CODEC);
/// ```
///
/// Parsing is strict: an unknown field, a field that occurs twice, a number out of range are
/// errors, each with line and column. Immutable, and safe for use by any number of threads.
public final class ProtoText {
    /// Without types and extensions, strict about unknown fields, and not printing any.
    public static final ProtoText DEFAULT = new ProtoText(TextOptions.DEFAULT);

    private final TextOptions options;

    private ProtoText(TextOptions options) {
        this.options = options;
    }

    /// Returns a form that knows types inside `google.protobuf.Any`, and extensions.
    ///
    /// @param types the types
    /// @return the form
    public ProtoText withTypes(TypeRegistry types) {
        return new ProtoText(
                new TextOptions(
                        types, options.ignoreUnknownFields(), options.printUnknownFields()));
    }

    /// Returns a form that, when parsing, passes over fields that the message type does not have.
    ///
    /// @return the form
    public ProtoText ignoringUnknownFields() {
        return new ProtoText(new TextOptions(options.types(), true, options.printUnknownFields()));
    }

    /// Returns a form that prints unknown fields, by number. They cannot be parsed back.
    ///
    /// @return the form
    public ProtoText printingUnknownFields() {
        return new ProtoText(new TextOptions(options.types(), options.ignoreUnknownFields(), true));
    }

    /// Prints a message, a field on each line.
    ///
    /// @param message the message
    /// @return the text
    public String print(Message<?> message) {
        var writer = new TextWriter(options);
        writer.fields(message.messageCodec(), message);
        return writer.text();
    }

    /// Parses a message.
    ///
    /// @param <M> the type of the message
    /// @param text the text
    /// @param codec the codec of the message's type
    /// @return the message
    /// @throws TextException if the text is not a message of this type
    public <M extends Message<M>> M parse(String text, MessageCodec<M> codec) {
        return new TextReader(new TextLexer(text), options).root(codec);
    }
}
