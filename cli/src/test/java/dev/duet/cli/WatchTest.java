package dev.duet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// `duet generate --watch`: what makes it generate again. macOS is slow to tell of changes, hence
/// the time.
@Timeout(120)
class WatchTest {
    private static final String WATCHING = "watching the protos";

    @TempDir Path folder;

    @BeforeEach
    void write() throws IOException {
        file("protos/chat.proto", message("Chat", ""));
    }

    private static String message(String name, String fields) {
        return "syntax = \"proto3\";\nmessage " + name + " {" + fields + "}\n";
    }

    private Path file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /// As editors save: a new file takes the place of the old one.
    private void replace(String name, String text) throws IOException {
        Path fresh = file(name + "~", text);
        Files.move(fresh, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private Tool.Running watching(String input) throws IOException {
        Tool.Running running =
                Tool.in(folder).start("generate", "-i", input, "-o", "out", "--watch");
        running.awaitLine(WATCHING);
        return running;
    }

    @Test
    void generatesAtOnceAndAgainWhenAFileIsWritten() throws IOException {
        try (var running = Tool.in(folder).start("generate", "-i", "protos", "-o", "out", "-w")) {
            running.awaitLine("wrote      " + Path.of("out", "Chat.java"));
            running.awaitLine(WATCHING);

            file("protos/chat.proto", message("Chat", "string text = 1;"));

            running.awaitLine("changed    " + Path.of("protos", "chat.proto"));
            running.awaitLine("wrote      " + Path.of("out", "Chat.java"));
            assertThat(folder.resolve("out/Chat.java")).content().contains("String text");
        }
    }

    @Test
    void seesFilesThatEditorsReplaceAgainAndAgain() throws IOException {
        try (var running = watching("protos/chat.proto")) {
            for (String field : new String[] {"one", "two", "three"}) {
                replace("protos/chat.proto", message("Chat", "string " + field + " = 1;"));

                running.awaitLine("wrote      " + Path.of("out", "Chat.java"));
                assertThat(folder.resolve("out/Chat.java")).content().contains("String " + field);
            }
        }
    }

    @Test
    void goesOnAfterErrors() throws IOException {
        try (var running = watching("protos")) {
            replace("protos/chat.proto", message("Chat", "strin text = 1;"));
            running.awaitLine("chat.proto:2:15: ");
            running.awaitLine("waiting for a change");

            replace("protos/chat.proto", message("Chat", "string text = 1;"));

            running.awaitLine("wrote      " + Path.of("out", "Chat.java"));
        }
    }

    @Test
    void seesNewFilesInNewFolders() throws IOException {
        try (var running = watching("protos")) {
            file("protos/deep/down/other.proto", message("Other", ""));

            running.awaitLine("wrote      " + Path.of("out", "Other.java"));
        }
    }

    @Test
    void deletesWhatItGeneratedOfAProtoThatIsGoneButNoFileOfAPerson() throws IOException {
        String text = "syntax = \"proto3\";\npackage deep;\n";
        file("protos/deep/gone.proto", text + "message Gone {}\nmessage Mine {}\n");
        try (var running = watching("protos")) {
            file("out/deep/Mine.java", "package deep;\n\nclass Mine {}\n");
            Files.delete(folder.resolve("protos/deep/gone.proto"));

            running.awaitLine("deleted    " + Path.of("out", "deep", "Gone.java"));
            assertThat(folder.resolve("out/deep/Gone.java")).doesNotExist();
            assertThat(folder.resolve("out/deep/Mine.java")).exists();
            assertThat(folder.resolve("out/Chat.java")).exists();
        }
    }

    @Test
    void seesAnImportThatWasMissing() throws IOException {
        String imports = "import \"parts/part.proto\";\nmessage Whole { Part part = 1; }\n";
        file("whole.proto", "syntax = \"proto3\";\n" + imports);
        try (var running = Tool.in(folder).start("generate", "-iwhole.proto", "-oout", "-w")) {
            running.awaitLine("whole.proto:2:1: Import \"parts/part.proto\" was not found");
            running.awaitLine(WATCHING);

            file("parts/part.proto", message("Part", ""));

            running.awaitLine("wrote      " + Path.of("out", "Whole.java"));
        }
    }

    @Test
    void whatIsNoProtoAndWhatItWritesItselfDoNotMatter() throws IOException {
        try (var running = watching(".")) {
            file("protos/notes.txt", "nothing");
            file("protos/chat.proto", message("Chat", "string text = 1;"));

            assertThat(running.awaitLine("    ")).startsWith("changed").endsWith("chat.proto");
        }
    }
}
