package dev.duet.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TextFormat;
import com.google.protobuf.util.JsonFormat;

import dev.duet.compiler.ProtoCompiler;
import dev.duet.json.kinds.Scalars;
import dev.duet.json.kinds.Shapes;
import dev.duet.json.kinds.WellKnown;
import dev.duet.json.old.Record;
import dev.duet.proto.Message;
import dev.duet.proto.MessageCodec;
import dev.duet.text.ProtoText;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// protobuf-java reads what we print, and we read what protobuf-java prints: JSON and text format,
/// random messages.
class OtherImplementationTest {
    private static final int MESSAGES = 300;
    private static final int DEPTH = 3;
    private static final Map<String, FileDescriptor> FILES = files();

    private static Map<String, FileDescriptor> files() {
        var files = new HashMap<String, FileDescriptor>();
        var compilation =
                new ProtoCompiler(List.of(Path.of("src/test/proto")))
                        .compile(List.of("kinds.proto", "old.proto"));
        for (FileDescriptorProto file : compilation.files()) {
            FileDescriptor[] imports =
                    file.getDependencyList().stream()
                            .map(files::get)
                            .toArray(FileDescriptor[]::new);
            try {
                files.put(file.getName(), FileDescriptor.buildFrom(file, imports));
            } catch (DescriptorValidationException e) {
                throw new AssertionError(e);
            }
        }
        return files;
    }

    static List<MessageCodec<?>> types() {
        return List.of(Scalars.CODEC, Shapes.CODEC, WellKnown.CODEC, Record.CODEC);
    }

    private static Descriptor descriptor(MessageCodec<?> codec) {
        String name = codec.type().fullName();
        FileDescriptor file = FILES.get(name.startsWith("old.") ? "old.proto" : "kinds.proto");
        return file.findMessageTypeByName(name.substring(name.indexOf('.') + 1));
    }

    /// Makes a message that is as it would be read: without set defaults, and aliases resolved.
    private static DynamicMessage random(Descriptor type, long seed) {
        var message = new RandomMessages(seed).message(type, DEPTH);
        try {
            return DynamicMessage.parseFrom(type, message.toByteArray());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    <M extends Message<M>> void readsOurJson(MessageCodec<M> codec)
            throws InvalidProtocolBufferException {
        Descriptor type = descriptor(codec);
        for (int seed = 0; seed < MESSAGES; seed++) {
            DynamicMessage original = random(type, seed);
            String json = ProtoJson.DEFAULT.print(codec.parse(original.toByteArray()));
            var read = DynamicMessage.newBuilder(type);
            JsonFormat.parser().merge(json, read);
            assertThat(read.build()).as(json).isEqualTo(original);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    <M extends Message<M>> void writesJsonThatWeRead(MessageCodec<M> codec)
            throws InvalidProtocolBufferException {
        Descriptor type = descriptor(codec);
        for (int seed = 0; seed < MESSAGES; seed++) {
            DynamicMessage original = random(type, seed);
            M expected = codec.parse(original.toByteArray());
            String json = JsonFormat.printer().print(original);
            assertThat(ProtoJson.DEFAULT.parse(json, codec)).as(json).isEqualTo(expected);
            String ours = ProtoJson.DEFAULT.withProtoNames().indented().print(expected);
            assertThat(ProtoJson.DEFAULT.parse(ours, codec)).as(ours).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    <M extends Message<M>> void readsOurText(MessageCodec<M> codec)
            throws TextFormat.ParseException {
        Descriptor type = descriptor(codec);
        for (int seed = 0; seed < MESSAGES; seed++) {
            DynamicMessage original = random(type, seed);
            String text = ProtoText.DEFAULT.print(codec.parse(original.toByteArray()));
            var read = DynamicMessage.newBuilder(type);
            TextFormat.merge(text, read);
            assertThat(read.build()).as(text).isEqualTo(original);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    <M extends Message<M>> void writesTextThatWeRead(MessageCodec<M> codec) {
        Descriptor type = descriptor(codec);
        for (int seed = 0; seed < MESSAGES; seed++) {
            DynamicMessage original = random(type, seed);
            M expected = codec.parse(original.toByteArray());
            String text = TextFormat.printer().printToString(original);
            assertThat(ProtoText.DEFAULT.parse(text, codec)).as(text).isEqualTo(expected);
        }
    }
}
