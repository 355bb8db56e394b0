package dev.duet.compiler.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileOptions;
import com.google.protobuf.compiler.PluginProtos.CodeGeneratorRequest;
import com.google.protobuf.compiler.PluginProtos.CodeGeneratorResponse;

import dev.duet.compiler.Diagnostic;
import dev.duet.compiler.Generation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The generator as a plugin: parameters, packages, samples, errors.
class JavaGeneratorTest {
    @TempDir Path folder;

    private static String error(String parameter, String javaPackage) {
        var file =
                FileDescriptorProto.newBuilder()
                        .setName("a.proto")
                        .setSyntax("proto3")
                        .setOptions(FileOptions.newBuilder().setJavaPackage(javaPackage));
        file.addMessageTypeBuilder().setName("A");
        CodeGeneratorResponse response =
                JavaGenerator.generate(
                        CodeGeneratorRequest.newBuilder()
                                .setParameter(parameter)
                                .addFileToGenerate("a.proto")
                                .addProtoFile(file)
                                .build());
        assertThat(response.getError().isEmpty()).isEqualTo(response.getFileCount() > 0);
        return response.getError();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../up", "a..b", "a/b", "/root", "a.class", "1a", "a b"})
    void refusesAPackageThatIsNone(String javaPackage) {
        assertThat(error("", javaPackage)).contains(javaPackage);
        assertThat(error("java_package=" + javaPackage, "fine")).contains(javaPackage);
    }

    @Test
    void saysWhereThePackageIs() throws IOException {
        Path proto = folder.resolve("a.proto");
        Files.writeString(
                proto, "syntax = \"proto3\";\n option java_package = \"a.class\";\nmessage A {}");

        var result = Generation.run(Generation.Options.of(List.of(proto.toString()), folder));

        assertThat(result.diagnostics())
                .extracting(Diagnostic::summary)
                .containsExactly(proto + ":2:24: java_package \"a.class\" is not a Java package");
        assertThat(result.diagnostics())
                .extracting(Diagnostic::sourceLine)
                .containsExactly(" option java_package = \"a.class\";");
    }

    @Test
    void refusesParametersThatItDoesNotKnow() {
        assertThat(error("colour=red", "fine")).contains("colour");
        assertThat(error("mode=both", "fine")).contains("both");
        assertThat(error("mode=stubs", "fine")).isEmpty();
    }

    @Test
    void theParameterOverridesThePackageOfEverything() {
        assertThat(Generated.of("enums.proto", "java_package=other.place").sources.keySet())
                .allMatch(path -> path.startsWith("other/place/"));
        assertThat(Generated.of("enums.proto").sources.keySet())
                .allMatch(path -> path.startsWith("golden/enums/java/"));
        assertThat(Generated.of("chat.proto").sources.keySet())
                .containsExactly("Chat.java", "ChatMessage.java");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "package a;"})
    void whatElseIsCompiledMakesNoDifference(String packageName) throws IOException {
        String head = "syntax = \"proto3\";\n" + packageName + "\n";
        Files.writeString(
                folder.resolve("one.proto"),
                head
                        + "message M { message Other {} Other other = 1; }"
                        + " service S { rpc GetIt(M) returns (M); }");
        Files.writeString(folder.resolve("two.proto"), head + "message Other {} message GET_IT {}");

        var alone = Generated.of(folder, List.of("one.proto"), "");
        var both = Generated.of(folder, List.of("one.proto", "two.proto"), "");

        assertThat(both.sources).containsAllEntriesOf(alone.sources);
        assertThat(both.classes()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat.proto", "services.proto"})
    void samplesCompileWithTheStubs(String proto) {
        for (String mode : new String[] {"service", "client"}) {
            assertThat(Generated.of(proto, "mode=" + mode).classes()).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "package a;"})
    void samplesCompileWhateverIsCalledAsWhatTheyUse(String packageName) throws IOException {
        var text = new StringBuilder("syntax = \"proto3\";\n" + packageName);
        text.append(
                """
                import "google/protobuf/empty.proto";
                import "google/protobuf/wrappers.proto";
                message Old { option deprecated = true; }
                service Empty { rpc Go(google.protobuf.Empty) returns (google.protobuf.Empty); }
                service Past { option deprecated = true; rpc Go(Old) returns (stream Old); }
                service Values {
                  rpc Go(google.protobuf.StringValue) returns (google.protobuf.BoolValue);
                  rpc Up(stream google.protobuf.Int64Value) returns (google.protobuf.Int32Value);
                }
                """);
        for (String name :
                ("Boolean Exception IO Integer Long Override String SuppressWarnings Channel"
                                + " Requests Responses Server EmptyService EmptyServer")
                        .split(" ")) {
            text.append("message ").append(name).append(" { string text = 1; }\n");
            text.append("service Service").append(name).append(" { rpc Go(").append(name);
            text.append(") returns (").append(name).append("); rpc Chat(stream ").append(name);
            text.append(") returns (stream ").append(name).append("); }\n");
        }
        Files.writeString(folder.resolve("a.proto"), text);

        for (String mode : new String[] {"service", "client"}) {
            assertThat(Generated.of(folder, List.of("a.proto"), "mode=" + mode).classes())
                    .isNotNull();
        }
    }

    @Test
    void samplesCompileWhateverTheClassesBesideThemAreCalled() throws IOException {
        var unused = new StringBuilder("syntax = \"proto3\";\n");
        for (String name :
                ("Boolean Exception IO Integer Long Object Override String System Channel Requests"
                                + " Responses Server Same AsService AsServer AsClient")
                        .split(" ")) {
            unused.append("message ").append(name).append(" {}\n");
        }
        unused.append("service SuppressWarnings {}\n");
        Files.writeString(folder.resolve("unused.proto"), unused);
        Files.writeString(
                folder.resolve("packed.proto"),
                "syntax = \"proto3\"; package p; message Same {} message Other {}");
        String services =
                """
                import "google/protobuf/wrappers.proto";
                import "packed.proto";
                service As {
                  rpc Go(p.Other) returns (p.Same);
                  rpc Old(p.Other) returns (p.Other) { option deprecated = true; }
                  rpc Talk(stream google.protobuf.StringValue)
                      returns (stream google.protobuf.BoolValue);
                  rpc Up(stream google.protobuf.Int64Value) returns (google.protobuf.Int32Value);
                }
                """;
        Files.writeString(folder.resolve("a.proto"), "syntax = \"proto3\";\n" + services);
        Files.writeString(folder.resolve("b.proto"), unused + services);

        for (String mode : new String[] {"mode=service", "mode=client"}) {
            var twoFiles = List.of("a.proto", "packed.proto", "unused.proto");
            assertThat(Generated.of(folder, twoFiles, mode).classes()).isNotNull();
            var oneFile = List.of("b.proto", "packed.proto");
            assertThat(Generated.of(folder, oneFile, mode).classes()).isNotNull();
        }
    }

    @Test
    void messagesNestAsDeepAsProtocAllows() throws IOException {
        var text = new StringBuilder("syntax = \"proto3\"; package a; ");
        for (int i = 0; i < 30; i++) {
            text.append("message M").append(i).append(" { string a = 1; message Empty {} ");
        }
        Files.writeString(folder.resolve("a.proto"), text.append("}".repeat(30)));

        assertThat(Generated.of(folder, List.of("a.proto"), "").classes()).isNotNull();
    }

    @Test
    void theFirstLineSaysThatAFileWasGeneratedButNotThatOfASample() {
        Generated.of("chat.proto", "mode=service")
                .sources
                .forEach(
                        (path, text) ->
                                assertThat(text.startsWith(FileGenerator.GENERATED_MARK))
                                        .as(path)
                                        .isNotEqualTo(path.equals("ChatServer.java")));
    }
}
