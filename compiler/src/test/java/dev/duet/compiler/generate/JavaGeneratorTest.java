package dev.duet.compiler.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileOptions;
import com.google.protobuf.compiler.PluginProtos.CodeGeneratorRequest;
import com.google.protobuf.compiler.PluginProtos.CodeGeneratorResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The generator as a plugin: parameters, packages, samples, errors.
class JavaGeneratorTest {
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
    @ValueSource(strings = {"chat.proto", "services.proto"})
    void samplesCompileWithTheStubs(String proto) {
        for (String mode : new String[] {"service", "client"}) {
            assertThat(Generated.of(proto, "mode=" + mode).classes()).isNotNull();
        }
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
