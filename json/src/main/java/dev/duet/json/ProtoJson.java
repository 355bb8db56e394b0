package dev.duet.json;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;

import dev.duet.proto.Message;
import dev.duet.proto.MessageCodec;
import dev.duet.proto.TypeRegistry;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Prints messages as JSON and parses them, by the rules of the protobuf JSON mapping.
///
/// ```java
/// String json = ProtoJson.DEFAULT.print(message);
/// ChatMessage same = ProtoJson.DEFAULT.parse(json, ChatMessage.CODEC);
/// ```
///
/// Parsing is strict: an unknown field, a field that occurs twice, a number out of range, half a
/// surrogate pair are errors, each with line, column and path. Immutable, and safe for use by any
/// number of threads.
public final class ProtoJson {
    /// Compact JSON, without fields that have their default value, and strict about unknown ones.
    public static final ProtoJson DEFAULT = new ProtoJson(JsonOptions.DEFAULT);

    /// Messages may hold strings of any length; nesting is bounded by [JsonPath#MAX_DEPTH].
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .maxNameLength(Integer.MAX_VALUE)
                                    .build())
                    .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                    .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                    .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                    .build();

    private final JsonOptions options;

    private ProtoJson(JsonOptions options) {
        this.options = options;
    }

    // --- options

    /// Returns a form that knows types inside `google.protobuf.Any`, and extensions.
    ///
    /// @param types the types
    /// @return the form
    public ProtoJson withTypes(TypeRegistry types) {
        return new ProtoJson(
                new JsonOptions(
                        types,
                        options.ignoreUnknownFields(),
                        options.printDefaults(),
                        options.protoNames(),
                        options.enumNumbers(),
                        options.indent()));
    }

    /// Returns a form that, when parsing, passes over unknown fields and unknown names of enum
    /// values.
    ///
    /// @return the form
    public ProtoJson ignoringUnknownFields() {
        return new ProtoJson(
                new JsonOptions(
                        options.types(),
                        true,
                        options.printDefaults(),
                        options.protoNames(),
                        options.enumNumbers(),
                        options.indent()));
    }

    /// Returns a form that prints fields without presence even if they have their default value.
    ///
    /// @return the form
    public ProtoJson printingDefaults() {
        return new ProtoJson(
                new JsonOptions(
                        options.types(),
                        options.ignoreUnknownFields(),
                        true,
                        options.protoNames(),
                        options.enumNumbers(),
                        options.indent()));
    }

    /// Returns a form that prints the names of fields as in the proto file. Parsing accepts both.
    ///
    /// @return the form
    public ProtoJson withProtoNames() {
        return new ProtoJson(
                new JsonOptions(
                        options.types(),
                        options.ignoreUnknownFields(),
                        options.printDefaults(),
                        true,
                        options.enumNumbers(),
                        options.indent()));
    }

    /// Returns a form that prints enum values as numbers. Parsing accepts both.
    ///
    /// @return the form
    public ProtoJson withEnumNumbers() {
        return new ProtoJson(
                new JsonOptions(
                        options.types(),
                        options.ignoreUnknownFields(),
                        options.printDefaults(),
                        options.protoNames(),
                        true,
                        options.indent()));
    }

    /// Returns a form that prints on many lines, for people to read.
    ///
    /// @return the form
    public ProtoJson indented() {
        return new ProtoJson(
                new JsonOptions(
                        options.types(),
                        options.ignoreUnknownFields(),
                        options.printDefaults(),
                        options.protoNames(),
                        options.enumNumbers(),
                        true));
    }

    // --- printing

    /// Prints a message.
    ///
    /// @param message the message
    /// @return the JSON text
    /// @throws JsonException if the message has no JSON form: a type inside an `Any` is not known,
    ///   or a timestamp is out of range
    public String print(Message<?> message) {
        var text = new StringWriter();
        try {
            print(message, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not from a StringWriter
        }
        return text.toString();
    }

    /// Prints a message.
    ///
    /// @param message the message
    /// @param out where the JSON text goes; it is not closed
    /// @throws IOException if `out` throws it
    /// @throws JsonException if the message has no JSON form
    public void print(Message<?> message, Writer out) throws IOException {
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            print(message, generator);
        }
    }

    /// Prints a message in UTF-8.
    ///
    /// @param message the message
    /// @param out where the JSON text goes; it is not closed
    /// @throws IOException if `out` throws it
    /// @throws JsonException if the message has no JSON form
    public void print(Message<?> message, OutputStream out) throws IOException {
        try (JsonGenerator generator = FACTORY.createGenerator(out, JsonEncoding.UTF8)) {
            print(message, generator);
        }
    }

    private void print(Message<?> message, JsonGenerator generator) throws IOException {
        if (options.indent()) {
            var lines =
                    new DefaultPrettyPrinter(
                            Separators.createDefaultInstance()
                                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER));
            lines.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
            lines.indentObjectsWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
            generator.setPrettyPrinter(lines);
        }
        new MessageWriter(generator, options).message(message.messageCodec(), message);
    }

    // --- parsing

    /// Parses a message.
    ///
    /// @param <M> the type of the message
    /// @param json the JSON text
    /// @param codec the codec of the message's type
    /// @return the message
    /// @throws JsonException if the text is not JSON, or not a message of this type
    public <M extends Message<M>> M parse(String json, MessageCodec<M> codec) {
        try {
            return parse(new StringReader(json), codec);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not from a StringReader
        }
    }

    /// Parses a message.
    ///
    /// @param <M> the type of the message
    /// @param json the JSON text in UTF-8
    /// @param codec the codec of the message's type
    /// @return the message
    /// @throws JsonException if the text is not JSON, or not a message of this type
    public <M extends Message<M>> M parse(byte[] json, MessageCodec<M> codec) {
        CharBuffer text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
        } catch (CharacterCodingException e) {
            throw new JsonException("", 0, 0, "the text is not valid UTF-8");
        }
        return parse(text.toString(), codec);
    }

    /// Parses a message.
    ///
    /// @param <M> the type of the message
    /// @param json the JSON text, which is read to its end and not closed
    /// @param codec the codec of the message's type
    /// @return the message
    /// @throws IOException if `json` throws it
    /// @throws JsonException if the text is not JSON, or not a message of this type
    public <M extends Message<M>> M parse(Reader json, MessageCodec<M> codec) throws IOException {
        try (JsonParser parser = FACTORY.createParser(json)) {
            var in = new JsonInput(parser);
            in.next();
            M message = new MessageReader(in, options).message(codec);
            if (in.next() != null) {
                throw in.problem("the text goes on behind the message: " + in.shown());
            }
            return message;
        }
    }
}
