package dev.duet.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// What `duet new` writes: a Maven project with a small program that runs at once.
final class PackageTemplate {
    private PackageTemplate() {}

    /// Writes a package into a folder that has none of its files yet.
    static void write(Path folder, String name) {
        try {
            Files.createDirectories(folder.resolve("src/main/proto"));
            Path sources = Files.createDirectories(folder.resolve("src/main/java"));
            Files.writeString(folder.resolve("pom.xml"), fill("template/pom.xml", name));
            Files.writeString(folder.resolve(".gitignore"), fill("template/gitignore", name));
            Files.writeString(sources.resolve("Main.java"), starter(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The program that a new package of this name has.
    static String starter(String name) {
        return fill("template/Main.java", name);
    }

    private static String fill(String resource, String name) {
        return text(resource).replace("@NAME@", name).replace("@VERSION@", Version.current());
    }

    /// The text of a resource beside this class.
    static String text(String resource) {
        try (InputStream in = PackageTemplate.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
