package dev.duet.cli;

import dev.duet.proto.Codec;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where the tool's own code and the runtime lie.
final class ClassPath {
    private ClassPath() {}

    /// The runtime that programs are compiled against and run with: the tool's own.
    static Path runtime() {
        return locationOf(Codec.class);
    }

    /// Changes when the tool or the runtime does.
    static String fingerprint() {
        try {
            var text = new StringBuilder();
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                Path path = Path.of(entry);
                if (Files.exists(path)) {
                    text.append(entry).append(' ').append(Files.getLastModifiedTime(path));
                    text.append('\n');
                }
            }
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path locationOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
