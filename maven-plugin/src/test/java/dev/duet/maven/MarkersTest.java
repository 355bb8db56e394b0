package dev.duet.maven;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

/** What an IDE is told of the compiler's lines. */
class MarkersTest {
    private final RecordingContext ide = new RecordingContext();

    private List<String> shown(String... said) {
        new Markers(ide.ide()).show(List.of(said));
        return ide.messages;
    }

    @Test
    void aMessageHasItsPlace() {
        assertThat(shown("/a b/c.proto:4:13: \"Foo\" is not defined."))
                .containsExactly("error c.proto 4 13 \"Foo\" is not defined.");
    }

    @Test
    void theLineInTheFileAndTheSumAreNoMessages() {
        assertThat(
                        shown(
                                "/c.proto:4:3: \"Foo\" is not defined.",
                                "    // see x.proto:1:2: what",
                                "    ^",
                                "1 error"))
                .hasSize(1);
    }

    @Test
    void aWarningIsOne() {
        assertThat(shown("/c.proto:2:1: warning: Import a.proto is unused."))
                .containsExactly("warning c.proto 2 1 Import a.proto is unused.");
    }

    @Test
    void whatIsAboutAFileAsAWholeStandsAtItsStart() {
        assertThat(shown("/c.proto: It is not UTF-8."))
                .containsExactly("error c.proto 1 1 It is not UTF-8.");
    }

    @Test
    void aDriveIsPartOfTheName() {
        assertThat(shown("C:\\x\\c.proto:4:3: warning: Odd."))
                .hasSize(1)
                .first()
                .asString()
                .endsWith("c.proto 4 3 Odd.");
    }

    @Test
    void whatIsAboutNoFileIsLeftOver() {
        assertThat(new Markers(ide.ide()).show(List.of("No such folder: x", ""))).isFalse();
        assertThat(ide.messages).isEmpty();
    }
}
