package dev.duet.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// How diagnostics look.
class DiagnosticTest {
    @TempDir Path folder;

    @Test
    void showsTheLineAndACaretUnderTheColumn() throws IOException {
        assertThat(first("syntax = \"proto3\";\nmessage M {\n  Foo a = 1;\n}\n").render(false))
                .isEqualTo(
                        folder.resolve("main.proto")
                                + ":3:3: \"Foo\" is not defined.\n"
                                + "      Foo a = 1;\n"
                                + "      ^");
    }

    @Test
    void keepsTabsSoThatTheCaretStandsRight() throws IOException {
        assertThat(first("syntax = \"proto3\";\nmessage M {\n\tFoo a = 1;\n}\n").render(false))
                .endsWith(":3:2: \"Foo\" is not defined.\n    \tFoo a = 1;\n    \t^");
    }

    @Test
    void countsColumnsInCharacters() throws IOException {
        Diagnostic diagnostic =
                first("syntax = \"proto3\";\nmessage M { /* größer */ Foo a = 1; }\n");

        assertThat(diagnostic.column()).isEqualTo(26);
    }

    @Test
    void knowsWindowsLineEnds() throws IOException {
        Diagnostic diagnostic = first("syntax = \"proto3\";\r\nmessage M { Foo a = 1; }\r\n");

        assertThat(diagnostic.line()).isEqualTo(2);
        assertThat(diagnostic.sourceLine()).isEqualTo("message M { Foo a = 1; }");
    }

    @Test
    void coloursOnlyWhenAsked() throws IOException {
        Diagnostic diagnostic = first("syntax = \"proto3\";\nmessage M { Foo a = 1; }\n");

        assertThat(diagnostic.render(false)).doesNotContain("\033");
        assertThat(diagnostic.render(true)).contains("\033[31m\"Foo\" is not defined.\033[0m");
    }

    @Test
    void marksWarnings() {
        var warning = new Diagnostic(Diagnostic.Severity.WARNING, "a.proto", 1, 2, "Careful.", "x");

        assertThat(warning.summary()).isEqualTo("a.proto:1:2: warning: Careful.");
        assertThat(warning.isError()).isFalse();
    }

    @Test
    void doesWithoutAPosition() {
        assertThat(Diagnostic.error("a.proto", "Gone.").render(false)).isEqualTo("a.proto: Gone.");
        assertThat(Diagnostic.error("", "Gone.").render(false)).isEqualTo("Gone.");
    }

    private Diagnostic first(String text) throws IOException {
        Files.writeString(folder.resolve("main.proto"), text);
        return new ProtoCompiler(List.of(folder))
                .compile(List.of("main.proto"))
                .diagnostics()
                .getFirst();
    }
}
