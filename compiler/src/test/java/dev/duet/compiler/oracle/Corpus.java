package dev.duet.compiler.oracle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The `.proto` files of a jar, unpacked.
///
/// @param name what to call it
/// @param directory where its files are
/// @param files their names, sorted
public record Corpus(String name, Path directory, List<String> files) {

    /// The jars that the build puts into a folder, unpacked into its folder `protos`.
    public static List<Corpus> jars(Path folder) throws IOException {
        List<Corpus> jars = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder, 2)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (file.toString().endsWith(".jar")) {
                    jars.add(of(file, folder.resolve("protos")));
                }
            }
        }
        return jars;
    }

    /// The `.proto` files of a folder as it is, or of a jar.
    ///
    /// @param folder where jars are unpacked
    static Corpus of(Path source, Path folder) throws IOException {
        if (!Files.isDirectory(source)) {
            Path into = folder.resolve(source.getFileName());
            Files.createDirectories(into);
            return unpack(source, into);
        }
        try (Stream<Path> walk = Files.walk(source)) {
            List<String> files =
                    walk.filter(path -> path.toString().endsWith(".proto"))
                            .map(path -> source.relativize(path).toString().replace('\\', '/'))
                            .sorted()
                            .toList();
            return new Corpus(source.getFileName().toString(), source, files);
        }
    }

    /// Unpacks the `.proto` files of a jar.
    private static Corpus unpack(Path jar, Path into) throws IOException {
        List<String> files = new ArrayList<>();
        try (var archive = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(archive.entries())) {
                if (entry.isDirectory() || !entry.getName().endsWith(".proto")) {
                    continue;
                }
                Path target = into.resolve(entry.getName()).normalize();
                if (!target.startsWith(into)) {
                    continue;
                }
                Files.createDirectories(target.getParent());
                try (InputStream in = archive.getInputStream(entry)) {
                    Files.write(target, in.readAllBytes());
                }
                files.add(entry.getName());
            }
        }
        Collections.sort(files);
        return new Corpus(jar.getFileName().toString(), into, List.copyOf(files));
    }
}
