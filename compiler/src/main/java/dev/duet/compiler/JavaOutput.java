package dev.duet.compiler;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Writes generated files below one directory. What a person may have edited is kept, what has not
/// changed is not touched.
final class JavaOutput {
    private final Path root;
    private final byte[] mark;

    /// The files by their paths, which are compared letter by letter.
    private final Map<String, byte[]> contents = new LinkedHashMap<>();

    private final List<Path> written = new ArrayList<>();
    private final List<Path> unchanged = new ArrayList<>();
    private final List<Path> kept = new ArrayList<>();
    private final List<Path> deleted = new ArrayList<>();

    /// @param root the directory
    /// @param mark how a file starts that may be overwritten
    JavaOutput(Path root, String mark) {
        this.root = root.toString().isEmpty() ? Path.of(".") : root;
        this.mark = bytes(mark);
    }

    /// Adds a file to those that [#write] writes.
    ///
    /// @param name its path below the directory
    /// @throws IllegalArgumentException if the path leads out of the directory
    void add(String name, byte[] content) {
        Path below = Path.of(name).normalize();
        if (below.isAbsolute() || below.startsWith("..")) {
            throw new IllegalArgumentException(name + " leads out of " + root);
        }
        contents.put(root.resolve(below).toString(), content);
    }

    /// Writes the files, after deleting what was generated before and is not any more: files of an
    /// earlier run, and those beside the files of this run that were made of the same protos. What
    /// does not start as a generated file stays.
    ///
    /// They are deleted first: where small and capital letters make no difference, one of them may
    /// have the name of a new one.
    ///
    /// @param earlier the files of the earlier run
    /// @param headers how the files start that are made of the protos of this run
    void write(Collection<Path> earlier, Collection<String> headers) {
        try {
            for (Path file : earlier) {
                if (!isCurrent(file) && startsWith(file, mark)) {
                    delete(file);
                }
            }
            deleteBeside(headers.stream().map(JavaOutput::bytes).toList());
            for (Map.Entry<String, byte[]> file : contents.entrySet()) {
                write(Path.of(file.getKey()), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isCurrent(Path file) {
        return contents.containsKey(file.toString());
    }

    private void deleteBeside(List<byte[]> headers) throws IOException {
        Set<Path> folders = new HashSet<>();
        contents.keySet().forEach(file -> folders.add(Path.of(file).getParent()));
        for (Path folder : folders) {
            // A link may lead to where somebody else generates.
            if (headers.isEmpty()
                    || !Files.isDirectory(folder)
                    || !folder.toRealPath().startsWith(root.toRealPath())) {
                continue;
            }
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.java")) {
                for (Path file : files) {
                    if (!isCurrent(file)
                            && headers.stream().anyMatch(header -> startsWith(file, header))) {
                        delete(file);
                    }
                }
            }
        }
    }

    private void write(Path target, byte[] content) throws IOException {
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
            if (isNamedOtherwise(target)) {
                Files.delete(target);
            }
        } else {
            Files.createDirectories(target.getParent());
        }
        Files.write(target, content);
        written.add(target);
    }

    /// Where small and capital letters make no difference, the file that is there may differ in
    /// them, and would keep its name.
    private static boolean isNamedOtherwise(Path file) throws IOException {
        Path real = file.toRealPath(LinkOption.NOFOLLOW_LINKS);
        // As texts: where letters make no difference, they make none between paths either.
        return !real.getFileName().toString().equals(file.getFileName().toString());
    }

    private void delete(Path file) throws IOException {
        Files.delete(file);
        deleted.add(file);
        Path folder = file.getParent();
        while (!folder.equals(root) && !Files.isSymbolicLink(folder) && isEmpty(folder)) {
            Files.delete(folder);
            folder = folder.getParent();
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            return !files.iterator().hasNext();
        }
    }

    /// Whether this is a file that starts so; one that cannot be read is not.
    private static boolean startsWith(Path file, byte[] prefix) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return startsWith(in.readNBytes(prefix.length), prefix);
        } catch (IOException e) {
            return false;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
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
