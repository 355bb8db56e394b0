package dev.duet.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.compiler.generate.JavaGenerator;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Which files go when Java is generated again, and which never do.
class StaleFilesTest {
    private static final String GENERATED = JavaGenerator.header("a.proto") + "\n";

    @TempDir Path folder;
    private Path output;

    @BeforeEach
    void write() throws IOException {
        output = folder.resolve("output");
        file("protos/a.proto", "syntax = \"proto3\";\npackage p;\nmessage New {}\n");
    }

    private Path file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Generation.Options options(String input, List<Path> protoPaths) {
        return new Generation.Options(
                List.of(folder.resolve(input).toString()),
                protoPaths,
                output,
                Generation.Mode.STUBS,
                null,
                null,
                false,
                false);
    }

    private Generation.Result generate() {
        return Generation.run(options("protos/a.proto", List.of(folder.resolve("protos"))));
    }

    @Test
    void whatTheProtoDoesNotGiveAnyMoreGoes() throws IOException {
        Path old = file("output/p/Old.java", GENERATED);
        Path other = file("output/p/Other.java", JavaGenerator.header("other.proto") + "\n");
        Path mine = file("output/p/Mine.java", "class Mine {}\n");

        assertThat(generate().deleted()).containsExactly(old);

        assertThat(old).doesNotExist();
        assertThat(other).exists();
        assertThat(mine).exists();
    }

    @Test
    void protosOfTheSameNameInTwoFoldersKeepTheirJava() throws IOException {
        for (String name : List.of("One", "Two")) {
            file(
                    name + "/api.proto",
                    "syntax = \"proto3\";\npackage p;\nmessage " + name + " {}\n");
        }

        Generation.run(options("One/api.proto", List.of()));
        assertThat(Generation.run(options("Two/api.proto", List.of())).deleted()).isEmpty();

        assertThat(output.resolve("p/One.java")).exists();
        assertThat(output.resolve("p/Two.java")).exists();
    }

    @Test
    void whatCannotBeReadStays() throws IOException {
        Path dangling = Files.createDirectories(output.resolve("p")).resolve(".#New.java");
        Files.createSymbolicLink(dangling, Path.of("nowhere"));
        Path named = Files.createDirectories(output.resolve("p/folder.java"));

        assertThat(generate().deleted()).isEmpty();

        assertThat(dangling).isSymbolicLink();
        assertThat(named).isDirectory();
    }

    @Test
    void aNewFileIsThereIfAnOldOneHasItsNameInOtherLetters() throws IOException {
        Path old = file("output/p/NEW.java", GENERATED);
        // As where capitals make no difference: both names mean one file.
        Path fresh = Files.createSymbolicLink(output.resolve("p/New.java"), Path.of("NEW.java"));

        generate();

        assertThat(fresh).content().contains("record New(");

        Files.writeString(old, GENERATED);
        Generation.run(options("protos/a.proto", List.of()), List.of(old));

        assertThat(fresh).content().contains("record New(");
    }

    @Test
    void aLinkedFolderElsewhereKeepsItsFiles() throws IOException {
        Path theirs = file("elsewhere/Theirs.java", GENERATED);
        Files.createDirectories(output);
        Files.createSymbolicLink(output.resolve("p"), theirs.getParent());

        assertThat(generate().deleted()).isEmpty();

        assertThat(theirs).exists();
        assertThat(theirs.resolveSibling("New.java")).exists();
    }

    @Test
    void aLinkToAFolderStaysWhenTheLastFileInItGoes() throws IOException {
        Path old = file("elsewhere/Old.java", GENERATED);
        Files.createDirectories(output);
        Path link = Files.createSymbolicLink(output.resolve("old"), old.getParent());

        Generation.run(
                options("protos/a.proto", List.of()), List.of(output.resolve("old/Old.java")));

        assertThat(old).doesNotExist();
        assertThat(link).isSymbolicLink();
    }
}
