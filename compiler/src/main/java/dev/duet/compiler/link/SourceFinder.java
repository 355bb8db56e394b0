package dev.duet.compiler.link;

import dev.duet.compiler.syntax.SourceText;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Finds files by their names: in the proto paths, which are directories or archives, then among
/// the `google/protobuf` files that are built in.
public final class SourceFinder {
    private final List<Path> protoPaths;
    private final Set<Path> lookedAt = new LinkedHashSet<>();

    /// A finder that looks into these directories and jars, in this order.
    public SourceFinder(List<Path> protoPaths) {
        this.protoPaths = protoPaths;
    }

    /// The file with a name; null if there is none.
    ///
    /// @throws UncheckedIOException if it is there but cannot be read
    public SourceText find(String name) {
        if (!isWellFormed(name)) {
            return null;
        }
        for (Path root : protoPaths) {
            boolean archive = isArchive(root);
            lookedAt.add(archive ? root : root.resolve(name));
            SourceText found = archive ? inArchive(root, name) : inDirectory(root, name);
            if (found != null) {
                return found;
            }
        }
        return BuiltInProtos.find(name);
    }

    /// Every file and archive that was looked for so far, whether it was there or not.
    public Set<Path> lookedAt() {
        return lookedAt;
    }

    /// Where a file with a name would have to be, as the end of a sentence, and which is there if
    /// one can be guessed.
    ///
    /// @param importer the file that imports it
    String whyNotFound(String name, String importer) {
        if (!isWellFormed(name)) {
            return ": the name goes down from a proto path, without \".\", \"..\", \"//\" and"
                    + " backslashes.";
        }
        var text = new StringBuilder();
        for (Path root : protoPaths) {
            String shown = root.toString().isEmpty() ? "." : root.toString();
            text.append(text.isEmpty() ? " in " : ", ").append(shown);
        }
        List<String> near = near(name);
        near.remove(importer);
        return text.append('.').append(Suggestions.forFile(name, near)).toString();
    }

    /// The files that may have been meant by a name: those beside it in a proto path, and those
    /// that are built in.
    private List<String> near(String name) {
        List<String> names = new ArrayList<>(BuiltInProtos.NAMES);
        String folder = name.substring(0, name.lastIndexOf('/') + 1);
        for (Path root : protoPaths) {
            Path directory = root.resolve(folder);
            if (isArchive(root) || !Files.isDirectory(directory)) {
                continue;
            }
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.proto")) {
                files.forEach(file -> names.add(folder + file.getFileName()));
            } catch (IOException | DirectoryIteratorException e) {
                continue; // What cannot be read cannot be suggested.
            }
        }
        return names;
    }

    /// Names go down only, one part at a time.
    static boolean isWellFormed(String name) {
        if (name.isEmpty() || name.indexOf('\\') >= 0 || name.indexOf('\0') >= 0) {
            return false;
        }
        int start = 0;
        while (start <= name.length()) {
            int end = name.indexOf('/', start);
            end = end < 0 ? name.length() : end;
            String part = name.substring(start, end);
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return false;
            }
            start = end + 1;
        }
        return true;
    }

    /// Whether a directory or a jar has a file with a name.
    public static boolean has(Path root, String name) {
        if (!isArchive(root)) {
            return Files.isRegularFile(root.resolve(name));
        }
        try (var archive = new ZipFile(root.toFile())) {
            return archive.getEntry(name) != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isArchive(Path root) {
        String text = root.toString();
        return (text.endsWith(".jar") || text.endsWith(".zip")) && Files.isRegularFile(root);
    }

    private static SourceText inDirectory(Path root, String name) {
        Path path = root.resolve(name);
        try {
            return new SourceText(name, displayName(path), Files.readAllBytes(path));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            if (Files.isRegularFile(path)) {
                throw new UncheckedIOException(e);
            }
            return null;
        }
    }

    private static String displayName(Path path) {
        String text = path.normalize().toString();
        return text.isEmpty() ? path.toString() : text;
    }

    private static SourceText inArchive(Path root, String name) {
        try (var archive = new ZipFile(root.toFile())) {
            ZipEntry entry = archive.getEntry(name);
            if (entry == null) {
                return null;
            }
            try (InputStream in = archive.getInputStream(entry)) {
                return new SourceText(name, root + "!/" + name, in.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
