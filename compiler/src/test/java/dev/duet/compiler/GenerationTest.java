package dev.duet.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What `duet generate` finds, writes and keeps.
class GenerationTest {
    private static final String CHAT =
            """
            syntax = "proto3";
            import "google/protobuf/wrappers.proto";
            // One message.
            message ChatMessage {
              string name = 1;
              string message = 2;
            }
            service Chat {
              rpc chat(stream ChatMessage) returns (stream google.protobuf.StringValue);
            }
            """;

    @TempDir Path folder;
    private Path proto;
    private Path output;

    @BeforeEach
    void writeChat() throws IOException {
        proto = Files.writeString(folder.resolve("chat.proto"), CHAT);
        output = folder.resolve("stubs");
    }

    @Test
    void writesStubsOfOneFile() {
        Generation.Result result = run(proto.toString());

        assertThat(result.succeeded()).isTrue();
        assertThat(result.diagnostics()).isEmpty();
        assertThat(result.written())
                .containsExactlyInAnyOrder(
                        output.resolve("Chat.java"), output.resolve("ChatMessage.java"));
        assertThat(output.resolve("ChatMessage.java"))
                .content()
                .startsWith(Generation.GENERATED_MARK);
    }

    @Test
    void leavesAloneWhatHasNotChanged() {
        run(proto.toString());

        Generation.Result result = run(proto.toString());

        assertThat(result.written()).isEmpty();
        assertThat(result.unchanged()).hasSize(2);
    }

    @Test
    void overwritesWhatItGenerated() throws IOException {
        run(proto.toString());
        Files.writeString(proto, CHAT.replace("One message", "A message"));

        Generation.Result result = run(proto.toString());

        assertThat(result.written()).containsExactly(output.resolve("ChatMessage.java"));
        assertThat(output.resolve("ChatMessage.java")).content().contains("A message");
    }

    @Test
    void keepsWhatAPersonWrote() throws IOException {
        Files.createDirectories(output);
        Files.writeString(output.resolve("ChatMessage.java"), "class ChatMessage {}\n");

        Generation.Result result = run(proto.toString());

        assertThat(result.kept()).containsExactly(output.resolve("ChatMessage.java"));
        assertThat(output.resolve("ChatMessage.java")).content().startsWith("class");
    }

    @Test
    void keepsASampleThatIsThereAlready() throws IOException {
        Generation.Options service =
                new Generation.Options(
                        List.of(proto.toString()),
                        List.of(),
                        output,
                        Generation.Mode.SERVICE,
                        null,
                        null,
                        false,
                        false);
        Path sample =
                Generation.run(service).written().stream()
                        .filter(path -> !path.endsWith("Chat.java"))
                        .filter(path -> !path.endsWith("ChatMessage.java"))
                        .findFirst()
                        .orElseThrow();
        Files.writeString(sample, Files.readString(sample) + "// mine\n");

        Generation.Result again = Generation.run(service);

        assertThat(again.kept()).containsExactly(sample);
        assertThat(sample).content().endsWith("// mine\n");
    }

    @Test
    void putsEverythingIntoThePackageAskedFor() {
        Generation.Result result =
                Generation.run(
                        new Generation.Options(
                                List.of(proto.toString()),
                                List.of(),
                                output,
                                Generation.Mode.STUBS,
                                "org.example.chat",
                                null,
                                false,
                                false));

        assertThat(result.written())
                .contains(output.resolve(Path.of("org", "example", "chat", "Chat.java")));
    }

    @Test
    void takesADirectory() throws IOException {
        Path nested = Files.createDirectories(folder.resolve("protos").resolve("deep"));
        Files.writeString(nested.resolve("other.proto"), "syntax = \"proto3\"; message Other {}");
        Files.writeString(
                folder.resolve("protos").resolve("main.proto"),
                "syntax = \"proto3\"; import \"deep/other.proto\"; message M { Other o = 1; }");

        Generation.Result result = run(folder.resolve("protos").toString());

        assertThat(result.diagnostics()).isEmpty();
        assertThat(result.written())
                .containsExactlyInAnyOrder(output.resolve("Other.java"), output.resolve("M.java"));
    }

    @Test
    void takesAPatternWithAndWithoutDirectoriesInBetween() throws IOException {
        Path nested = Files.createDirectories(folder.resolve("p").resolve("deep"));
        Files.writeString(nested.resolve("a.proto"), "syntax = \"proto3\"; message A {}");
        Files.writeString(
                nested.getParent().resolve("b.proto"), "syntax = \"proto3\"; message B {}");
        Files.writeString(nested.resolve("notes.txt"), "no proto");

        Generation.Result result = run(folder.resolve("p") + "/**/*.proto");

        assertThat(result.written())
                .containsExactlyInAnyOrder(output.resolve("A.java"), output.resolve("B.java"));
    }

    @Test
    void saysThatAFileIsNotThere() {
        Generation.Result result = run(folder.resolve("nowhere.proto").toString());

        assertThat(result.succeeded()).isFalse();
        assertThat(result.diagnostics())
                .extracting(Diagnostic::summary)
                .containsExactly(
                        folder.resolve("nowhere.proto") + ": There is no such file or directory.");
    }

    @Test
    void writesNothingIfAnythingIsWrong() throws IOException {
        Files.writeString(
                folder.resolve("broken.proto"), "syntax = \"proto3\"; message M { X x = 1; }");

        Generation.Result result = run(proto.toString(), folder.resolve("broken.proto").toString());

        assertThat(result.succeeded()).isFalse();
        assertThat(output).doesNotExist();
    }

    @Test
    void looksIntoProtoPathsInTheirOrder() throws IOException {
        Path first = Files.createDirectories(folder.resolve("first"));
        Path second = Files.createDirectories(folder.resolve("second"));
        Files.writeString(first.resolve("dep.proto"), "syntax = \"proto3\"; message Dep {}");
        Files.writeString(second.resolve("dep.proto"), "syntax = \"proto3\"; message Other {}");
        Path main =
                Files.writeString(
                        folder.resolve("main.proto"),
                        "syntax = \"proto3\"; import \"dep.proto\"; message M { Dep d = 1; }");

        Generation.Result result =
                Generation.run(
                        new Generation.Options(
                                List.of(main.toString()),
                                List.of(first, second),
                                output,
                                Generation.Mode.STUBS,
                                null,
                                null,
                                false,
                                false));

        assertThat(result.diagnostics()).isEmpty();
        assertThat(result.written()).containsExactly(output.resolve("M.java"));
    }

    @Test
    void writesDescriptorSets() throws IOException {
        FileDescriptorSet plain = descriptorSet(false, false);
        FileDescriptorSet whole = descriptorSet(true, true);

        assertThat(plain.getFileList())
                .extracting(FileDescriptorProto::getName)
                .containsExactly("chat.proto");
        assertThat(plain.getFile(0).hasSourceCodeInfo()).isFalse();
        assertThat(whole.getFileList())
                .extracting(FileDescriptorProto::getName)
                .containsExactly("google/protobuf/wrappers.proto", "chat.proto");
        assertThat(whole.getFile(1).hasSourceCodeInfo()).isTrue();
    }

    private FileDescriptorSet descriptorSet(boolean imports, boolean sourceInfo)
            throws IOException {
        Path target = folder.resolve("sets").resolve("chat.binpb");
        Generation.Result result =
                Generation.run(
                        new Generation.Options(
                                List.of(proto.toString()),
                                List.of(),
                                null,
                                Generation.Mode.STUBS,
                                null,
                                target,
                                imports,
                                sourceInfo));
        assertThat(result.written()).containsExactly(target);
        return FileDescriptorSet.parseFrom(Files.readAllBytes(target));
    }

    private Generation.Result run(String... inputs) {
        return Generation.run(Generation.Options.of(List.of(inputs), output));
    }
}
