package dev.duet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Keeps docs/protocol.md true: the classes and tests that it names exist.
class ProtocolPageTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /// `Class` or `Class#method`, where a class has a small letter in it.
    private static final Pattern REFERENCE =
            Pattern.compile("`([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)(?:#([A-Za-z0-9]+))?`");

    @Test
    void whatTheProtocolPageNamesExists() throws IOException {
        Map<String, String> sources = sources();
        Set<String> missing = new TreeSet<>();
        Matcher reference = REFERENCE.matcher(Files.readString(ROOT.resolve("docs/protocol.md")));
        int count = 0;
        while (reference.find()) {
            count++;
            String source = sources.getOrDefault(reference.group(1), "");
            String method = reference.group(2);
            if (source.isEmpty() || method != null && !source.contains(" " + method + "(")) {
                missing.add(reference.group());
            }
        }
        assertThat(missing).isEmpty();
        assertThat(count).isGreaterThan(100);
    }

    /// The text of each Java file of the modules that the page speaks of, by class name.
    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (String module : new String[] {"runtime", "interop"}) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .forEach(file -> sources.put(className(file), read(file)));
            }
        }
        return sources;
    }

    private static String className(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
