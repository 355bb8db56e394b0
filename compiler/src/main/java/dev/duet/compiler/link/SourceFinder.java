package dev.duet.compiler.link;

import dev.duet.compiler.syntax.SourceText;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Finds files by their names: in the proto paths, which are directories or archives, then among
/// the `google/protobuf` files that are built in.
public final class SourceFinder {
    private static final String BUILT_IN = "google/protobuf/";

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
        return name.startsWith(BUILT_IN) ? builtIn(name) : null;
    }

    /// Every file and archive that was looked for so far, whether it was there or not.
    public Set<Path> lookedAt() {
        return lookedAt;
    }

    /// Where a file with a name would have to be, as the end of a sentence, and where to get it if
    /// that is known.
    String whyNotFound(String name) {
        if (!isWellFormed(name)) {
            return ": the name goes down from a proto path, without \".\", \"..\", \"//\" and"
                    + " backslashes.";
        }
        var text = new StringBuilder();
        for (Path root : protoPaths) {
            String shown = root.toString().isEmpty() ? "." : root.toString();
            text.append(text.isEmpty() ? " in " : ", ").append(shown);
        }
        text.append('.');
        if (comesWithProtoc(name)) {
            text.append(" Files of protobuf that are not built in come with protoc");
            text.append(": name its folder \"include\" as a proto path.");
        }
        return text.toString();
    }

    /// Whether protoc brings a file that is not among ours: features of other languages, and what
    /// it says to plugins.
    private static boolean comesWithProtoc(String name) {
        return name.startsWith(BUILT_IN)
                && (name.endsWith("_features.proto") || name.endsWith("/compiler/plugin.proto"));
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

    private static SourceText builtIn(String name) {
        ClassLoader loader = SourceFinder.class.getClassLoader();
        try (InputStream in = loader.getResourceAsStream(name)) {
            return in == null ? null : new SourceText(name, name, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
