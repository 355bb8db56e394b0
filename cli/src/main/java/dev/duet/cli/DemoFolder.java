package dev.duet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The folder that the demo works in. A mark in it says that the demo may clear it next time.
final class DemoFolder {
    private static final String MARK = ".made-by-duet-demo";

    private DemoFolder() {}

    /// An empty folder: new, or cleared of what an earlier demo left.
    ///
    /// @throws Failure if there is something in it that no demo made
    static Path fresh(Path folder) throws IOException {
        if (Files.exists(folder) && !isOurs(folder)) {
            throw Failure.surroundings(
                    folder
                            + " exists and was not made by a demo. Choose another: duet demo --dir"
                            + " DIR");
        }
        Folders.delete(folder);
        Files.createDirectories(folder);
        Files.createFile(folder.resolve(MARK));
        return folder;
    }

    private static boolean isOurs(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        if (Files.exists(folder.resolve(MARK))) {
            return true;
        }
        try (var entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }
}
