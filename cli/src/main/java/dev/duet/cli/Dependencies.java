package dev.duet.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The libraries that a package's pom names. A package that needs only Duet's runtime gets the
/// tool's own, without Maven; for any other, Maven is asked once, and again when the pom changes.
final class Dependencies {
    private static final String RUNTIME = "duet-runtime";
    private static final String PLUGIN =
            "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath";
    private static final Pattern NOT_LIBRARIES =
            Pattern.compile(
                    "(?s)<!--.*?-->|<build>.*?</build>|<dependencyManagement>.*?</dependencyManagement>");
    private static final Pattern DEPENDENCY = Pattern.compile("(?s)<dependency>(.*?)</dependency>");

    private final JavaPackage home;
    private final Terminal terminal;

    Dependencies(JavaPackage home, Terminal terminal) {
        this.home = home;
        this.terminal = terminal;
    }

    /// The class path, the runtime first.
    ///
    /// @throws Failure if Maven cannot resolve it
    List<String> classPath() {
        var entries = new ArrayList<String>();
        entries.add(ClassPath.runtime().toString());
        Path pom = home.folder().resolve("pom.xml");
        try {
            if (Files.exists(pom) && namesOthers(Files.readString(pom))) {
                for (String entry : resolved(pom).split(File.pathSeparator)) {
                    if (!Path.of(entry).getFileName().toString().startsWith(RUNTIME + "-")) {
                        entries.add(entry);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }

    private static boolean namesOthers(String pom) {
        Matcher dependency = DEPENDENCY.matcher(NOT_LIBRARIES.matcher(pom).replaceAll(""));
        while (dependency.find()) {
            String text = dependency.group(1);
            if (!text.contains("<artifactId>" + RUNTIME + "<")
                    && !text.contains("<scope>test</scope>")) {
                return true;
            }
        }
        return false;
    }

    private String resolved(Path pom) throws IOException {
        Path list = home.note("dependencies.txt").toAbsolutePath();
        var fingerprint = new Fingerprint(home.note("resolved.txt"));
        String inputs = ClassPath.fingerprint() + "\n" + Files.readString(pom);
        if (!fingerprint.matches(inputs) || !Files.exists(list)) {
            fingerprint.forget();
            Files.createDirectories(list.getParent());
            try (var _ = new Patience(terminal, "asking Maven for the libraries in " + pom)) {
                askMaven(pom, list);
            }
            fingerprint.remember(inputs);
        }
        return Files.readString(list).strip();
    }

    private static void askMaven(Path pom, Path list) throws IOException {
        boolean windows = File.separatorChar == '\\';
        var command =
                List.of(
                        windows ? "mvn.cmd" : "mvn",
                        "-q",
                        "-B",
                        "-f",
                        pom.toString(),
                        PLUGIN,
                        "-DincludeScope=runtime",
                        "-Dmdep.outputFile=" + list);
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw Failure.surroundings(
                    pom + " names libraries, and there is no mvn on the PATH to find them.");
        }
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw Failure.badInput("Maven cannot resolve " + pom + ":\n" + said.strip());
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.STOPPED, "interrupted while asking Maven for libraries.");
        }
    }
}
