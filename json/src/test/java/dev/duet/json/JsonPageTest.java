package dev.duet.json;

import dev.duet.testing.JavaPage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/// The page docs/json.md: see [JavaPage].
class JsonPageTest {
    private static final String IMPORTS =
            """
            import dev.duet.json.*;
            import dev.duet.json.page.*;
            import dev.duet.proto.*;
            import dev.duet.proto.wellknown.Any;
            import dev.duet.text.*;
            """;

    private final JavaPage page = new JavaPage(Path.of("..", "docs", "json.md"));

    JsonPageTest() throws IOException {}

    @Test
    void javaCompilesAndPrintsWhatThePageSays(@TempDir Path folder) throws Exception {
        page.assertJavaPrintsWhatItSays(IMPORTS, folder);
    }

    @Test
    void protoIsTheOneThatTheJavaIsAbout() throws IOException {
        page.assertShows(Path.of("src/test/proto/page.proto"));
    }
}
