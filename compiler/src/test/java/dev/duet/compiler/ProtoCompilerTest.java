package dev.duet.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.FileDescriptor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// The front door of the compiler.
class ProtoCompilerTest {
    @TempDir Path folder;

    @Test
    void putsImportsBeforeWhatImportsThem() throws IOException {
        write("a.proto", "syntax = \"proto3\"; import \"b.proto\"; message A { B b = 1; }");
        write("b.proto", "syntax = \"proto3\"; import \"c.proto\"; message B { C c = 1; }");
        write("c.proto", "syntax = \"proto3\"; message C {}");

        Compilation compilation = compile("a.proto");

        assertThat(compilation.generated()).containsExactly("a.proto");
        assertThat(compilation.files())
                .extracting(FileDescriptorProto::getName)
                .containsExactly("c.proto", "b.proto", "a.proto");
    }

    @Test
    void sayForAFileThatIsNotThere() {
        assertThat(compile("nowhere.proto").diagnostics())
                .extracting(Diagnostic::summary)
                .containsExactly("nowhere.proto: File not found.");
    }

    @Test
    void readsProtoPathsThatAreJars() throws IOException {
        Path jar = folder.resolve("protos.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                var archive = new ZipOutputStream(out)) {
            archive.putNextEntry(new ZipEntry("lib/b.proto"));
            archive.write("syntax = \"proto3\"; package lib; message B {}".getBytes());
            archive.closeEntry();
        }
        write("a.proto", "syntax = \"proto3\"; import \"lib/b.proto\"; message A { lib.B b = 1; }");

        Compilation compilation =
                new ProtoCompiler(List.of(folder, jar)).compile(List.of("a.proto"));

        assertThat(compilation.diagnostics()).isEmpty();
        assertThat(compilation.files()).hasSize(2);
    }

    @Test
    void prefersTheBuiltInFilesOfAProtoPath() throws IOException {
        Files.createDirectories(folder.resolve("google/protobuf"));
        write(
                "google/protobuf/empty.proto",
                "syntax = \"proto3\"; package google.protobuf; message Own {}");
        write(
                "a.proto",
                "syntax = \"proto3\"; import \"google/protobuf/empty.proto\";"
                        + " message A { google.protobuf.Own own = 1; }");

        assertThat(compile("a.proto").diagnostics()).isEmpty();
    }

    @Test
    void reportsAllErrorsOfAllFilesInOneRun() throws IOException {
        write(
                "a.proto",
                "syntax = \"proto3\";\nimport \"b.proto\";\nmessage A { int32 = 1; X x; }");
        write("b.proto", "syntax = \"proto3\";\nmessage B { Y y = 1; Z z = 2; }");

        assertThat(compile("a.proto").diagnostics())
                .extracting(Diagnostic::line, Diagnostic::column)
                .containsExactly(tuple(2, 13), tuple(2, 22), tuple(3, 19), tuple(3, 27));
    }

    @Test
    void warnsOfImportsThatAreNotUsedInTheFilesAskedForOnly() throws IOException {
        write("a.proto", "syntax = \"proto3\"; import \"b.proto\"; message A { B b = 1; }");
        write("b.proto", "syntax = \"proto3\"; import \"google/protobuf/any.proto\"; message B {}");

        assertThat(compile("a.proto").diagnostics()).isEmpty();
        assertThat(compile("b.proto").diagnostics())
                .extracting(Diagnostic::message)
                .containsExactly("Import google/protobuf/any.proto is unused.");
        assertThat(compile("b.proto").succeeded()).isTrue();
    }

    @Test
    void makesDescriptorsThatProtobufJavaAccepts() throws Exception {
        Path accepted = Path.of("src/test/resources/dev/duet/compiler/accepted");
        for (String name :
                List.of(
                        "basics/proto2.proto",
                        "basics/names.proto",
                        "options/groups_and_numbers.proto",
                        "editions/y2023.proto")) {
            Map<String, FileDescriptor> built = new HashMap<>();
            for (FileDescriptorProto file :
                    new ProtoCompiler(List.of(accepted)).compile(List.of(name)).files()) {
                FileDescriptor[] imports =
                        file.getDependencyList().stream()
                                .map(built::get)
                                .toArray(FileDescriptor[]::new);
                built.put(file.getName(), FileDescriptor.buildFrom(file, imports));
            }
            assertThat(built).containsKey(name);
        }
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private Compilation compile(String name) {
        return new ProtoCompiler(List.of(folder)).compile(List.of(name));
    }
}
