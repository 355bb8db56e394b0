package dev.duet.compiler.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;

import dev.duet.compiler.Generation;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Types of built-in protos that the runtime has no classes for: they are generated where they are
/// used, once.
class BuiltInTypesTest {
    private static final String VERSION = "com/google/protobuf/compiler/Version";
    private static final String USER =
            """
            syntax = "proto3";
            package user;
            import "google/protobuf/compiler/plugin.proto";
            message User { google.protobuf.compiler.Version version = 1; }
            """;

    @TempDir Path folder;
    private Path output;

    @BeforeEach
    void output() {
        output = folder.resolve("output");
    }

    private Path file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Generation.Result generate(Path proto, Generation.Mode mode, Path... protoPaths) {
        return Generation.run(
                new Generation.Options(
                        List.of(proto.toString()),
                        List.of(protoPaths),
                        output,
                        mode,
                        null,
                        folder.resolve("set.binpb"),
                        false,
                        false));
    }

    private Map<String, String> sources(Path proto, Generation.Mode mode, Path... protoPaths)
            throws IOException {
        assertThat(generate(proto, mode, protoPaths).diagnostics()).isEmpty();
        var sources = new TreeMap<String, String>();
        try (var files = Files.walk(output)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = output.relativize(file).toString().replace('\\', '/');
                sources.put(name, Files.readString(file));
            }
        }
        return sources;
    }

    @Test
    void theirJavaIsGeneratedWithThatOfTheFileThatUsesThem() throws IOException {
        Path proto =
                file(
                        "user.proto",
                        """
                        edition = "2023";
                        package user;
                        import "google/protobuf/c_sharp_features.proto";
                        import "google/protobuf/compiler/plugin.proto";
                        import "google/protobuf/cpp_features.proto";
                        import "google/protobuf/go_features.proto";
                        import "google/protobuf/java_features.proto";
                        message User {
                          map<string, pb.JavaFeatures> java = 1;
                          repeated pb.CppFeatures.StringType strings = 2;
                          oneof other { pb.CSharpFeatures sharp = 3; }
                          extensions 100 to 200;
                        }
                        extend User { pb.GoFeatures go = 100; }
                        service Plugin {
                          rpc Generate(google.protobuf.compiler.CodeGeneratorRequest)
                              returns (stream google.protobuf.compiler.CodeGeneratorResponse);
                        }
                        """);

        for (Generation.Mode mode : Generation.Mode.values()) {
            Map<String, String> sources = sources(proto, mode);

            assertThat(sources)
                    .containsKeys(
                            VERSION + ".java",
                            "com/google/protobuf/JavaFeatures.java",
                            "pb/CSharpFeatures.java",
                            "pb/CppFeatures.java",
                            "pb/GoFeatures.java",
                            "user/User.java");
            assertThat(JavaSources.compile(sources)).isNotNull();
        }
        assertThat(generate(proto, Generation.Mode.STUBS).written())
                .containsExactly(folder.resolve("set.binpb"));
    }

    @Test
    void theDescriptorSetHasOnlyWhatWasAskedFor() throws IOException {
        assertThat(generate(file("user.proto", USER), Generation.Mode.STUBS).succeeded()).isTrue();

        assertThat(
                        FileDescriptorSet.parseFrom(Files.readAllBytes(folder.resolve("set.binpb")))
                                .getFileList())
                .extracting(FileDescriptorProto::getName)
                .containsExactly("user.proto");
    }

    @Test
    void whatIsImportedForOptionsOrByAnotherFileIsNotGenerated() throws IOException {
        file("imported.proto", USER);
        Path proto =
                file(
                        "user.proto",
                        """
                        edition = "2023";
                        import "google/protobuf/java_features.proto";
                        import "imported.proto";
                        option features.(pb.java).utf8_validation = VERIFY;
                        message Holder { user.User user = 1; }
                        """);

        assertThat(sources(proto, Generation.Mode.STUBS)).containsOnlyKeys("Holder.java");
    }

    @Test
    void whatAJarOrAFolderOfClassesHasIsNotGeneratedAgain() throws IOException {
        Path proto = file("protos/user.proto", USER);
        file("classes/" + VERSION + ".class", "");
        Path jar = folder.resolve("things.jar");
        try (var out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry(VERSION + ".class"));
        }

        assertThat(sources(proto, Generation.Mode.STUBS, folder.resolve("classes")))
                .containsOnlyKeys("user/User.java");
        assertThat(sources(proto, Generation.Mode.STUBS, jar)).containsOnlyKeys("user/User.java");
    }

    @Test
    void classesInAFolderAroundTheOutputComeOfTheOutput() throws IOException {
        Path proto = file("user.proto", USER);
        file(VERSION + ".class", "");

        assertThat(sources(proto, Generation.Mode.STUBS, folder)).containsKey(VERSION + ".java");
    }

    @Test
    void aFileOfThatNameInAProtoPathMakesNoDifference() throws IOException {
        Path proto = file("user.proto", USER);
        file(
                "include/google/protobuf/compiler/plugin.proto",
                """
                syntax = "proto2";
                package google.protobuf.compiler;
                option java_package = "com.google.protobuf.compiler";
                message Version {}
                """);

        assertThat(sources(proto, Generation.Mode.STUBS, folder.resolve("include")))
                .containsOnlyKeys("user/User.java", VERSION + ".java");
    }

    @Test
    void theirJavaStaysWhenNothingOfARunUsesThemAnyMore() throws IOException {
        Path protos = file("protos/user.proto", USER).getParent();
        sources(protos.resolve("user.proto"), Generation.Mode.STUBS, protos);
        file("protos/user.proto", "syntax = \"proto3\"; package user; message Other {}");

        // What another run has generated into the same folder may need it.
        assertThat(sources(protos.resolve("user.proto"), Generation.Mode.STUBS, protos))
                .containsKeys("user/Other.java", VERSION + ".java")
                .doesNotContainKey("user/User.java");
    }
}
