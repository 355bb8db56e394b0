package dev.duet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/// Packages with protos: `duet run` generates by itself, and the programs talk.
class RunWithProtosTest {
    @TempDir Path folder;
    private Tool tool;
    private int port;

    @BeforeEach
    void start() throws IOException {
        tool = Tool.in(folder);
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    /// A package as in the README: the proto in src/main/proto, the program in Main.java.
    private Path chat(String name, String program) throws IOException {
        assertThat(tool.run("new", name).code()).isZero();
        Path home = folder.resolve(name);
        Files.writeString(
                home.resolve("src/main/proto/chat.proto"), PackageTemplate.text(DemoCommand.PROTO));
        Files.writeString(
                home.resolve("src/main/java/Main.java"),
                PackageTemplate.text(program).replace("9090", Integer.toString(port)));
        return home;
    }

    @Test
    void serviceAndClientTalk() throws IOException {
        chat("service", "demo/Service.java");
        chat("client", "demo/Client.java");

        try (var service = tool.start("run", "service")) {
            service.awaitLine("listening on http://localhost:" + port);
            var client = tool.run("run", "client");

            assertThat(client.lines()).containsExactly("Sam: Hi", "Ann: Hey", "John: Hello");
            assertThat(client.code()).isZero();
        }
    }

    @Test
    void serviceListensElsewhereOnlyWhenTold() throws Exception {
        chat("service", "demo/Service.java");

        try (var service = tool.start("run", "--host", "0.0.0.0", "service")) {
            service.awaitLine("listening on http://0.0.0.0:" + port);
        }
    }

    @Test
    void clientWithoutAServiceSaysWhoIsMissing() throws IOException {
        chat("client", "demo/Client.java");

        var outcome = tool.run("run", "client");

        assertThat(outcome.code()).isNotZero();
        assertThat(outcome.err()).contains("UNAVAILABLE").contains("localhost:" + port);
    }

    @Test
    void serviceWhosePortIsTakenSaysSo() throws IOException {
        chat("service", "demo/Service.java");

        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            var outcome = tool.run("run", "service");

            assertThat(outcome.code()).isNotZero();
            assertThat(outcome.err()).contains("localhost:" + port).contains("in use");
        }
    }

    @Test
    void brokenProtoKeepsThePackageFromStarting() throws IOException {
        Path home = chat("service", "demo/Service.java");
        Files.writeString(
                home.resolve("src/main/proto/chat.proto"), "syntax = \"proto3\";\nmessag A {}\n");

        var outcome = tool.run("run", "service");

        assertThat(outcome.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(outcome.err()).contains("chat.proto:2:1: ").contains("nothing was started");
    }

    @Test
    void changedProtoIsGeneratedAgain() throws IOException {
        Path home = chat("service", "demo/Service.java");
        Path main = home.resolve("src/main/java/Main.java");
        Files.writeString(
                main, "void main() {\n    IO.println(new ChatMessage(\"a\", \"b\").name());\n}\n");
        assertThat(tool.run("run", "service").lines()).containsExactly("a");

        Path proto = home.resolve("src/main/proto/chat.proto");
        Files.writeString(proto, Files.readString(proto).replace("string name", "string who"));
        Files.writeString(
                main, "void main() {\n    IO.println(new ChatMessage(\"a\", \"b\").who());\n}\n");

        assertThat(tool.run("run", "service").lines()).containsExactly("a");
    }

    @Test
    void stubsThatAreCopiedAndGeneratedAreRefused() throws IOException {
        Path home = chat("service", "demo/Service.java");
        tool.run("generate", "-i", "service/src/main/proto", "-o", "service/src/main/java");

        var outcome = tool.run("run", "service");

        assertThat(outcome.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(outcome.err()).contains("is also generated from").contains("delete one of them");
        assertThat(home).exists();
    }
}
