package dev.duet.protobuf;

import dev.duet.testing.JavaPage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/// The page docs/protobuf-java.md: see [JavaPage].
class ProtobufPageTest {
    private static final String IMPORTS =
            """
            import dev.duet.*;
            import dev.duet.client.*;
            import dev.duet.protobuf.*;
            import dev.duet.protobuf.classes.*;
            import dev.duet.server.*;
            """;

    private final JavaPage page = new JavaPage(Path.of("..", "docs", "protobuf-java.md"));

    ProtobufPageTest() throws IOException {}

    @Test
    void javaCompilesAndPrintsWhatThePageSays(@TempDir Path folder) throws Exception {
        page.assertJavaPrintsWhatItSays(IMPORTS, folder);
    }

    @Test
    void protoIsTheOneThatTheJavaIsAbout() throws IOException {
        page.assertShows(Path.of("src/test/proto/talk.proto"));
    }
}
