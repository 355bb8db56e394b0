package dev.duet.cli;

import picocli.CommandLine.IVersionProvider;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/// The version of this build, which is also the one that `duet new` writes into a pom.
final class Version implements IVersionProvider {
    Version(Terminal terminal) {}

    /// As in the artifacts' coordinates.
    static String current() {
        var properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "duet " + current(),
            "Java " + Runtime.version() + " at " + System.getProperty("java.home")
        };
    }
}
