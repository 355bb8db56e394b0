package dev.duet.bench.compiler;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Proto files of jars, in folders where protoc finds them too.
final class Protos {
    private Protos() {}

    /// Unpacks the protos of a jar beside it.
    ///
    /// @return the folder
    static Path unpack(Path jar) {
        Path folder = jar.resolveSibling(jar.getFileName().toString().replace(".jar", ""));
        try (var archive = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(archive.entries())) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (entry.getName().endsWith(".proto") && target.startsWith(folder)) {
                    Files.createDirectories(target.getParent());
                    try (InputStream in = archive.getInputStream(entry)) {
                        Files.write(target, in.readAllBytes());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    /// The names of the protos in a folder.
    static List<String> names(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".proto"))
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    /// Deletes a folder and counts the files that were in it.
    static int delete(Path folder) throws IOException {
        var files = new ArrayList<Path>();
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes a)
                            throws IOException {
                        files.add(file);
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
        return files.size();
    }
}
