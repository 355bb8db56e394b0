package dev.duet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/// `duet demo`, and the examples, which are what it makes.
class DemoTest {
    @TempDir Path folder;

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    @Test
    void demoShowsEveryCommandAndTheAnswersAndStartsAfreshAgain() throws IOException {
        String port = Integer.toString(freePort());
        for (int i = 0; i < 2; i++) {
            var outcome = Tool.in(folder).run("demo", "--port", port);

            assertThat(outcome.code()).as(outcome.err()).isZero();
            assertThat(outcome.lines())
                    .containsSubsequence(
                            "$ cat grpc_bidirectional_streaming.proto",
                            "$ duet generate --input grpc_bidirectional_streaming.proto --output"
                                    + " stubs",
                            "$ duet new grpc_chat_service",
                            "$ cp -r stubs/* grpc_chat_service/src/main/java/",
                            "$ duet run grpc_chat_service &",
                            "$ duet new grpc_chat_client",
                            "$ cp -r stubs/* grpc_chat_client/src/main/java/",
                            "$ duet run grpc_chat_client",
                            "Sam: Hi",
                            "Ann: Hey",
                            "John: Hello");
        }
        assertThat(folder.resolve("duet-demo/grpc_chat_service/pom.xml")).exists();
        assertThat(folder.resolve("duet-demo/grpc_chat_client/pom.xml")).exists();
    }

    @Test
    void takenPortIsNamedWithAWayOut() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            var outcome = Tool.in(folder).run("demo", "--port", Integer.toString(port));

            assertThat(outcome.code()).isEqualTo(ExitCode.SURROUNDINGS);
            assertThat(outcome.err())
                    .contains("port " + port + " is taken")
                    .contains("duet demo --port");
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void folderThatNoDemoMadeIsLeftAlone() throws IOException {
        Path mine = Files.createDirectory(folder.resolve("duet-demo"));
        Files.writeString(mine.resolve("thesis.txt"), "years of work");

        var outcome = Tool.in(folder).run("demo", "--port", Integer.toString(freePort()));

        assertThat(outcome.code()).isEqualTo(ExitCode.SURROUNDINGS);
        assertThat(mine.resolve("thesis.txt")).hasContent("years of work");
    }

    @Test
    void examplesAreWhatTheWalkthroughMakes() throws IOException {
        for (String role : new String[] {"Service", "Client"}) {
            String name = "chat-" + role.toLowerCase(java.util.Locale.ROOT);
            Path example = Path.of("..", "examples", name);
            PackageTemplate.write(folder.resolve(name), name);

            assertThat(example.resolve("pom.xml"))
                    .hasSameTextualContentAs(folder.resolve(name).resolve("pom.xml"));
            assertThat(example.resolve("src/main/java/Main.java"))
                    .content()
                    .isEqualTo(PackageTemplate.text("demo/" + role + ".java"));
            assertThat(example.resolve("src/main/proto/grpc_bidirectional_streaming.proto"))
                    .content()
                    .isEqualTo(PackageTemplate.text(DemoCommand.PROTO));
        }
    }
}
