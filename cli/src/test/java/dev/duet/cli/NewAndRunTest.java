package dev.duet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Packages: made, compiled, started, stopped.
class NewAndRunTest {
    @TempDir Path folder;
    private Tool tool;

    @BeforeEach
    void start() {
        tool = Tool.in(folder);
    }

    private void source(String name, String text) throws IOException {
        Path file = folder.resolve("app/src/main/java").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void newPackageRunsAtOnce() {
        var made = tool.run("new", "hello");
        var ran = tool.run("run", "hello");

        assertThat(made.code()).isZero();
        assertThat(made.out()).contains("duet run hello");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).startsWith("Hello from hello.");
    }

    @Test
    void newPackageIsAMavenProjectOfThisVersion() throws IOException {
        tool.run("new", "hello");

        assertThat(folder.resolve("hello/pom.xml"))
                .content()
                .contains("<artifactId>hello</artifactId>")
                .contains("<duet.version>" + Version.current() + "</duet.version>")
                .contains("duet-maven-plugin")
                .doesNotContain("@");
        assertThat(folder.resolve("hello/src/main/proto")).isDirectory();
    }

    @Test
    void newNeverTouchesWhatIsThere() throws IOException {
        tool.run("new", "hello");
        Files.writeString(folder.resolve("hello/pom.xml"), "mine");

        var again = tool.run("new", "hello");

        assertThat(again.code()).isEqualTo(ExitCode.SURROUNDINGS);
        assertThat(again.err()).contains("hello exists already: nothing was changed");
        assertThat(folder.resolve("hello/pom.xml")).content().isEqualTo("mine");
    }

    @Test
    void newRefusesANameThatMavenWouldRefuse() {
        var outcome = tool.run("new", "hello world");

        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains("'hello world' cannot name a package");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void runOfAMissingFolderSaysHowToMakeOne() {
        var outcome = tool.run("run", "nowhere");

        assertThat(outcome.code()).isEqualTo(ExitCode.SURROUNDINGS);
        assertThat(outcome.err())
                .contains("there is no folder nowhere")
                .contains("duet new nowhere");
    }

    @Test
    void runOfAFolderThatIsNoPackageSaysWhy() throws IOException {
        Files.createDirectory(folder.resolve("stuff"));

        var outcome = tool.run("run", "stuff");

        assertThat(outcome.code()).isEqualTo(ExitCode.SURROUNDINGS);
        assertThat(outcome.err()).contains("stuff is not a package").contains("src/main/java");
    }

    @Test
    void sourceThatDoesNotCompileIsShownWithLineAndColumn() throws IOException {
        source("Main.java", "void main() {\n    String text = 42;\n    missing();\n}\n");

        var outcome = tool.run("run", "app");

        assertThat(outcome.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(outcome.err())
                .contains("Main.java:2:19: incompatible types")
                .contains("        String text = 42;\n                      ^")
                .contains("Main.java:3:5: cannot find symbol")
                .contains("2 errors")
                .contains("nothing was started: app does not compile")
                .doesNotContain("\tat ");
    }

    @Test
    void programGetsItsArgumentsAndItsExitCodeIsPassedOn() throws IOException {
        source(
                "Main.java",
                """
                void main(String[] arguments) {
                    IO.println(String.join("|", arguments));
                    System.exit(7);
                }
                """);

        var outcome = tool.run("run", "app", "--", "one", "--two", "three four");

        assertThat(outcome.code()).isEqualTo(7);
        assertThat(outcome.lines()).containsExactly("one|--two|three four");
    }

    @Test
    void handlersRunOnTheEventLoopsIfAskedTo() throws IOException {
        source(
                "Main.java",
                """
                import dev.duet.*;
                import dev.duet.client.Channel;
                import dev.duet.proto.Wrappers;
                import dev.duet.server.*;

                void main() throws Exception {
                    var where = new MethodDescriptor<String, String>("s.S", "Where",
                            MethodDescriptor.Kind.UNARY, Wrappers.STRING, Wrappers.STRING);
                    var service = ServiceDefinition.builder("s.S")
                            .unary(where, request -> Thread.currentThread().toString());
                    try (var server = Server.listen(0).service(service.build()).start();
                            var channel = Channel.to("http://localhost:" + server.port())) {
                        IO.println(channel.unary(where, "", CallOptions.DEFAULT));
                    }
                }
                """);
        assertThat(tool.run("run", "--threads-on-loops", "app").out()).contains("@duet-loop-");
        assertThat(tool.run("run", "app").out()).doesNotContain("@duet-loop-");
    }

    @Test
    void outputIsUtf8WhateverTheLocale() throws IOException {
        source("Main.java", "void main() {\n    IO.println(\"Grüße, 世界\");\n}\n");

        var outcome = new Tool(folder, Map.of("LC_ALL", "C")).run("run", "app");

        assertThat(outcome.lines()).containsExactly("Grüße, 世界");
    }

    @Test
    void changedSourceIsCompiledAgainAndAnUnchangedOneIsNot() throws IOException {
        source("Main.java", "void main() {\n    IO.println(\"one\");\n}\n");
        tool.run("run", "app");
        Path compiled = folder.resolve("app/target/duet/classes/Main.class");
        var before = Files.getLastModifiedTime(compiled);

        assertThat(tool.run("run", "app").lines()).containsExactly("one");
        assertThat(Files.getLastModifiedTime(compiled)).isEqualTo(before);

        source("Main.java", "void main() {\n    IO.println(\"two\" + 2);\n}\n");
        assertThat(tool.run("run", "app").lines()).containsExactly("two2");
    }

    @Test
    void classOfADeletedSourceIsGone() throws IOException {
        source("Main.java", "void main() {\n    IO.println(Helper.TEXT);\n}\n");
        source("Helper.java", "class Helper {\n    static final String TEXT = \"\" + 1;\n}\n");
        assertThat(tool.run("run", "app").code()).isZero();

        Files.delete(folder.resolve("app/src/main/java/Helper.java"));

        assertThat(tool.run("run", "app").code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void untouchedStarterGivesWayToTheOnlyOtherProgram() throws IOException {
        tool.run("new", "app");
        source(
                "chat/Server.java",
                "package chat;\n\n"
                        + "class Server {\n"
                        + "    void main() {\n"
                        + "        IO.println(\"chat\");\n"
                        + "    }\n"
                        + "}\n");

        assertThat(tool.run("run", "app").lines()).containsExactly("chat");
    }

    @Test
    void severalProgramsNeedAChoice() throws IOException {
        source("One.java", "void main() {\n    IO.println(1);\n}\n");
        source("Two.java", "void main() {\n    IO.println(2);\n}\n");

        var unclear = tool.run("run", "app");
        var chosen = tool.run("run", "--main", "Two", "app");

        assertThat(unclear.code()).isEqualTo(ExitCode.USAGE);
        assertThat(unclear.err()).contains("One, Two").contains("duet run --main One app");
        assertThat(chosen.lines()).containsExactly("2");
    }

    @Test
    void packageWithoutAProgramSaysSo() throws IOException {
        source("Helper.java", "class Helper {}\n");

        var outcome = tool.run("run", "app");

        assertThat(outcome.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(outcome.err()).contains("no class in app has a main method");
    }
}
