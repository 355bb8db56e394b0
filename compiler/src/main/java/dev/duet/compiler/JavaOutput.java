package dev.duet.compiler;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Writes generated files below one directory. What a person may have edited is kept, what has not
/// changed is not touched.
final class JavaOutput {
    private final Path root;
    private final byte[] mark;
    private final List<Path> written = new ArrayList<>();
    private final List<Path> unchanged = new ArrayList<>();
    private final List<Path> kept = new ArrayList<>();
    private final List<Path> deleted = new ArrayList<>();

    /// @param root the directory
    /// @param mark how a file starts that may be overwritten
    JavaOutput(Path root, byte[] mark) {
        this.root = root.toString().isEmpty() ? Path.of(".") : root;
        this.mark = mark;
    }

    /// Writes a file.
    ///
    /// @param name its path below the directory
    /// @throws IllegalArgumentException if the path leads out of the directory
    void write(String name, byte[] content) {
        Path below = Path.of(name).normalize();
        Path target = root.resolve(below);
        if (below.isAbsolute() || below.startsWith("..")) {
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

    /// Deletes what was generated before and is not any more: files of an earlier run, and those
    /// beside the files of this run that were made of the same protos. What does not start as a
    /// generated file stays.
    ///
    /// @param earlier the files of the earlier run
    /// @param headers how the files start that are made of the protos of this run
    void deleteStale(Collection<Path> earlier, Collection<String> headers) {
        Set<Path> current = new HashSet<>(written);
        current.addAll(unchanged);
        current.addAll(kept);
        Set<Path> folders = new HashSet<>();
        current.forEach(file -> folders.add(file.getParent()));
        try {
            for (Path file : earlier) {
                if (!current.contains(file)
                        && Files.isRegularFile(file)
                        && startsWith(file, mark)) {
                    delete(file);
                }
            }
            for (Path folder : folders) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.java")) {
                    for (Path file : files) {
                        if (!current.contains(file) && startsWithAny(file, headers)) {
                            delete(file);
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void delete(Path file) throws IOException {
        Files.delete(file);
        deleted.add(file);
        Path folder = file.getParent();
        while (!folder.equals(root) && isEmpty(folder)) {
            Files.delete(folder);
            folder = folder.getParent();
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            return !files.iterator().hasNext();
        }
    }

    private static boolean startsWithAny(Path file, Collection<String> headers) throws IOException {
        for (String header : headers) {
            if (startsWith(file, header.getBytes(StandardCharsets.UTF_8))) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(Path file, byte[] prefix) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return startsWith(in.readNBytes(prefix.length), prefix);
        }
    }

    List<Path> deleted() {
        return deleted;
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
