package dev.duet.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.SortedMap;
import java.util.TreeMap;

/// Whole folders: what is in them, copying, deleting.
final class Folders {
    private Folders() {}

    /// The files below a folder whose names end in a certain way, with a mark that changes when
    /// their content does (time and size). Empty if there is no such folder.
    static SortedMap<Path, String> files(Path folder, String suffix) {
        var found = new TreeMap<Path, String>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        walk(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (file.toString().endsWith(suffix)) {
                            String mark = attributes.lastModifiedTime() + " " + attributes.size();
                            found.put(file, mark);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return found;
    }

    /// Copies what is in one folder into another, over what is there.
    static void copy(Path from, Path to) {
        walk(
                from,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes a)
                            throws IOException {
                        Files.createDirectories(to.resolve(from.relativize(folder)));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes a)
                            throws IOException {
                        Path target = to.resolve(from.relativize(file));
                        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    /// Deletes a folder with all that is in it, or does nothing if there is none.
    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        walk(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes a)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path below, IOException problem)
                            throws IOException {
                        Files.delete(below);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    /// Puts a freshly made folder in the place of an older one.
    static void replace(Path fresh, Path old) {
        try {
            delete(old);
            Files.move(fresh, old);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void walk(Path folder, SimpleFileVisitor<Path> visitor) {
        try {
            Files.walkFileTree(folder, visitor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
