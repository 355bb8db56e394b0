package dev.duet.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/// The folders of a package. What `duet run` makes lies in `target/duet`, apart from what Maven
/// makes, so that neither gets in the other's way.
///
/// @param folder the package's own folder, as the user named it
record JavaPackage(Path folder) {
    /// The package in this folder.
    ///
    /// @throws Failure if there is no folder, or nothing in it that could be run
    static JavaPackage at(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw Failure.surroundings(
                    "there is no folder " + folder + ". To make a package: duet new " + folder);
        }
        var found = new JavaPackage(folder);
        if (!Files.isDirectory(found.sources())) {
            throw Failure.surroundings(
                    folder + " is not a package: it has no folder src/main/java.");
        }
        return found;
    }

    String name() {
        return folder.toAbsolutePath().normalize().getFileName().toString();
    }

    Path sources() {
        return folder.resolve("src/main/java");
    }

    Path protos() {
        return folder.resolve("src/main/proto");
    }

    Path resources() {
        return folder.resolve("src/main/resources");
    }

    Path generated() {
        return folder.resolve("target/duet/generated");
    }

    Path classes() {
        return folder.resolve("target/duet/classes");
    }

    /// A file that the tool keeps about its own work.
    Path note(String name) {
        return folder.resolve("target/duet").resolve(name);
    }
}
