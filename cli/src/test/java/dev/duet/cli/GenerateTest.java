package dev.duet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// `duet generate`: what it writes, what it keeps, and what it says about broken input.
class GenerateTest {
    private static final String BROKEN =
            """
            syntax = "proto3";

            message Chat {
              string name = 1;
              strin text = 2;
              string last = 1;
            }
            """;

    @TempDir Path folder;
    private Tool tool;

    @BeforeEach
    void start() throws IOException {
        tool = Tool.in(folder);
        Files.writeString(folder.resolve("chat.proto"), PackageTemplate.text(DemoCommand.PROTO));
    }

    private Path file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"generate", "grpc"})
    void writesRecordsAndStubs(String command) {
        var outcome = tool.run(command, "--input", "chat.proto", "--output", "stubs");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains("stubs")
                .contains("Chat.java")
                .contains("ChatMessage.java");
        assertThat(folder.resolve("stubs/Chat.java")).content().contains("public final class Chat");
        assertThat(folder.resolve("stubs/ChatMessage.java"))
                .content()
                .contains("record ChatMessage(");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "./", ""})
    void theFolderWhereOneIsMayBeTheOutput(String output) {
        assertThat(tool.run("generate", "--input", "chat.proto", "--output", output).code())
                .isZero();
        assertThat(folder.resolve("Chat.java")).exists();
    }

    @Test
    void secondRunChangesNothing() {
        tool.run("generate", "--input", "chat.proto", "--output", "stubs");
        var again = tool.run("generate", "--input", "chat.proto", "--output", "stubs");

        assertThat(again.code()).isZero();
        assertThat(again.out()).contains("unchanged").doesNotContain("wrote");
    }

    @Test
    void sampleServiceIsNeverOverwritten() throws IOException {
        String[] command = {
            "generate", "--input", "chat.proto", "--output", "stubs", "--mode", "service"
        };
        assertThat(tool.run(command).code()).isZero();
        file("stubs/ChatServer.java", "mine");

        var again = tool.run(command);

        assertThat(again.code()).isZero();
        assertThat(again.out()).containsPattern("kept +stubs.ChatServer.java  \\(yours\\)");
        assertThat(folder.resolve("stubs/ChatServer.java")).content().isEqualTo("mine");
    }

    @Test
    void whatAProtoDoesNotGiveAnyMoreIsDeletedAndNothingElse() throws IOException {
        String head = "syntax = \"proto3\";\npackage a;\n";
        file("one.proto", head + "message One {}\nmessage Gone {}\n");
        file("other.proto", head + "message Other {}\n");
        tool.run("generate", "-i", "other.proto", "-I", ".", "-o", "stubs");
        tool.run("generate", "-i", "one.proto", "-I", ".", "-o", "stubs");
        file("stubs/a/Mine.java", "package a;\n\nclass Mine {}\n");
        file("one.proto", head + "message One {}\n");

        var again = tool.run("generate", "-i", "one.proto", "-I", ".", "-o", "stubs");

        assertThat(again.out()).containsPattern("deleted +stubs.a.Gone.java");
        assertThat(folder.resolve("stubs/a"))
                .isDirectoryNotContaining("glob:**Gone.java")
                .isDirectoryContaining("glob:**One.java")
                .isDirectoryContaining("glob:**Other.java")
                .isDirectoryContaining("glob:**Mine.java");
    }

    @Test
    void foldersAndPatternsAreInputsAndImportsAreFoundOnTheProtoPath() throws IOException {
        file("protos/a/one.proto", "syntax = \"proto3\";\npackage a;\nmessage One {}\n");
        file(
                "protos/b/two.proto",
                "syntax = \"proto3\";\n"
                        + "package b;\n"
                        + "import \"a/one.proto\";\n"
                        + "message Two { a.One one = 1; }\n");

        var all = tool.run("generate", "--input", "protos", "--output", "all");
        var some = tool.run("generate", "-i", "protos/**/two.proto", "-I", "protos", "-o", "some");

        assertThat(all.code()).isZero();
        assertThat(folder.resolve("all/a/One.java")).exists();
        assertThat(folder.resolve("all/b/Two.java")).exists();
        assertThat(some.code()).isZero();
        assertThat(folder.resolve("some/a")).doesNotExist();
        assertThat(folder.resolve("some/b/Two.java")).exists();
    }

    @Test
    void builtInTypesThatTheRuntimeDoesNotHaveAreGeneratedToo() throws IOException {
        file(
                "user.proto",
                "syntax = \"proto3\";\n"
                        + "import \"google/protobuf/compiler/plugin.proto\";\n"
                        + "import \"google/protobuf/timestamp.proto\";\n"
                        + "message User {\n"
                        + "  google.protobuf.compiler.Version version = 1;\n"
                        + "  google.protobuf.Timestamp time = 2;\n"
                        + "}\n");
        String[] command = {"generate", "-i", "user.proto", "-o", "stubs", "--java-package", "p"};

        var outcome = tool.run(command);

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).containsPattern("wrote +stubs.p.Version.java");
        assertThat(folder.resolve("stubs/p"))
                .isDirectoryContaining("glob:**User.java")
                .isDirectoryContaining("glob:**Version.java")
                .isDirectoryNotContaining("glob:**Timestamp.java");
        assertThat(tool.run(command).out()).contains("unchanged").doesNotContain("wrote");
    }

    @Test
    void javaPackageCanBeChosen() {
        tool.run(
                "generate",
                "-i",
                "chat.proto",
                "-o",
                "stubs",
                "--java-package",
                "com.example.chat");

        assertThat(folder.resolve("stubs/com/example/chat/Chat.java"))
                .content()
                .contains("package com.example.chat;");
    }

    @Test
    void missingFileIsNamed() {
        var outcome = tool.run("generate", "--input", "nothing.proto", "--output", "stubs");

        assertThat(outcome.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(outcome.err()).startsWith("nothing.proto: There is no such file");
        assertThat(folder.resolve("stubs")).doesNotExist();
    }

    @Test
    void brokenProtoIsShownWithEveryErrorItsLineAndACaret() throws IOException {
        file("broken.proto", BROKEN);

        var outcome = tool.run("generate", "--input", "broken.proto", "--output", "stubs");

        assertThat(outcome.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(outcome.err())
                .contains("broken.proto:5:3: ")
                .contains("      strin text = 2;\n      ^")
                .contains("broken.proto:6:")
                .contains("2 errors")
                .doesNotContain("\tat ");
        assertThat(folder.resolve("stubs")).doesNotExist();
    }

    @Test
    void withoutAnyOutputItSaysWhatIsMissing() {
        var outcome = tool.run("generate", "--input", "chat.proto");

        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains("--output");
    }

    @Test
    void unwritableOutputIsNamed() throws IOException {
        file("taken", "a file");

        var outcome = tool.run("generate", "--input", "chat.proto", "--output", "taken/stubs");

        assertThat(outcome.code()).isEqualTo(ExitCode.SURROUNDINGS);
        assertThat(outcome.err()).contains("taken").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--descriptor-set-out", "--descriptor-set"})
    void descriptorSetIsWrittenWithoutJava(String option) {
        var outcome = tool.run("generate", "-i", "chat.proto", option, "out/chat.bin");

        assertThat(outcome.code()).isZero();
        assertThat(folder.resolve("out/chat.bin")).isNotEmptyFile();
    }
}
