package dev.duet.compiler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Writes generated files below one directory. What a person may have edited is kept, what has not
/// changed is not touched.
final class JavaOutput {
    private final Path root;
    private final byte[] mark;
    private final List<Path> written = new ArrayList<>();
    private final List<Path> unchanged = new ArrayList<>();
    private final List<Path> kept = new ArrayList<>();

    /// @param root the directory
    /// @param mark how a file starts that may be overwritten
    JavaOutput(Path root, byte[] mark) {
        this.root = root;
        this.mark = mark;
    }

    /// Writes a file.
    ///
    /// @param name its path below the directory
    /// @throws IllegalArgumentException if the path leads out of the directory
    void write(String name, byte[] content) {
        Path target = root.resolve(name).normalize();
        if (!target.startsWith(root.normalize())) {
            throw new IllegalArgumentException(name + " leads out of " + root);
        }
        try {
            if (Files.exists(target)) {
                byte[] existing = Files.readAllBytes(target);
                if (Arrays.equals(existing, content)) {
                    unchanged.add(target);
                    return;
                }
                if (!startsWith(existing, mark)) {
                    kept.add(target);
                    return;
                }
            } else {
                Files.createDirectories(target.getParent());
            }
            Files.write(target, content);
            written.add(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Path> written() {
        return written;
    }

    List<Path> unchanged() {
        return unchanged;
    }

    List<Path> kept() {
        return kept;
    }

    private static boolean startsWith(byte[] content, byte[] prefix) {
        return content.length >= prefix.length
                && Arrays.equals(content, 0, prefix.length, prefix, 0, prefix.length);
    }
}
