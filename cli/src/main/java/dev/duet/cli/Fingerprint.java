package dev.duet.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Remembers what something was made from, so that it is only made again when that has changed.
///
/// @param file where it is kept
record Fingerprint(Path file) {
    /// Whether the thing was last made from exactly this.
    boolean matches(String inputs) {
        try {
            return Files.exists(file) && Files.readString(file).equals(inputs);
        } catch (IOException e) {
            return false;
        }
    }

    /// The thing has been made from this.
    void remember(String inputs) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, inputs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The thing is about to be made: until it is, it matches nothing.
    void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
