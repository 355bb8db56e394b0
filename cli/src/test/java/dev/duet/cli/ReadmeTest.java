package dev.duet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// The README shows what the demo makes, which [DemoTest] runs, and commands that tests run.
class ReadmeTest {
    /// The README's commands, each with the place that runs it.
    private static final List<String> TESTED_COMMANDS =
            List.of(
                    "./duet demo", // .ci/linux/20-walkthrough.sh
                    "mvn verify", // .ci/run
                    "./duet new grpc_chat_service", // .ci/linux/20-walkthrough.sh
                    "./duet new grpc_chat_client",
                    "./duet run grpc_chat_service",
                    "./duet run grpc_chat_client",
                    "mvn compile exec:exec");

    private String readme;

    @BeforeEach
    void read() throws IOException {
        readme = Files.readString(Path.of("..", "README.md"));
    }

    private List<String> blocks(String language) {
        return Pattern.compile("(?ms)^```" + language + "\\R(.*?)^```$")
                .matcher(readme)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void everyCommandIsOneThatTestsRun() {
        List<String> commands = blocks("sh").stream().flatMap(String::lines).toList();

        assertThat(commands).containsExactlyElementsOf(TESTED_COMMANDS);
    }

    @Test
    void contractServiceAndClientAreThoseOfTheDemo() {
        assertThat(blocks("proto")).containsExactly(PackageTemplate.text(DemoCommand.PROTO));
        assertThat(blocks("java"))
                .containsExactly(
                        PackageTemplate.text("demo/Service.java"),
                        PackageTemplate.text("demo/Client.java"));
    }

    @Test
    void everyLinkLeadsToAFile() {
        List<String> targets =
                Pattern.compile("\\]\\(([^)#:]+)\\)")
                        .matcher(readme)
                        .results()
                        .map(match -> match.group(1))
                        .toList();

        assertThat(targets).isNotEmpty();
        for (String target : targets) {
            assertThat(Path.of("..", target)).exists();
        }
    }
}
