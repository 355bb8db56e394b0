package dev.duet.cli;

import dev.duet.compiler.Diagnostic;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/// Compiles a package, its own sources and the generated ones, when something has changed.
final class JavaBuild {
    private final JavaPackage home;
    private final Terminal terminal;
    private final List<String> libraries;

    /// @param libraries what it is compiled against and runs with
    JavaBuild(JavaPackage home, Terminal terminal, List<String> libraries) {
        this.home = home;
        this.terminal = terminal;
        this.libraries = List.copyOf(libraries);
    }

    /// @throws Failure if a source has errors, which have been printed
    void bringUpToDate() {
        var sources = new TreeMap<Path, String>(Folders.files(home.sources(), ".java"));
        sources.putAll(Folders.files(home.generated(), ".java"));
        if (sources.isEmpty()) {
            throw Failure.badInput("there are no .java files in " + home.sources() + ".");
        }
        var fingerprint = new Fingerprint(home.note("compiled.txt"));
        String inputs =
                Runtime.version() + "\n" + ClassPath.fingerprint() + libraries + "\n" + sources;
        if (fingerprint.matches(inputs)) {
            return;
        }
        fingerprint.forget();
        Path fresh = home.note("classes.new");
        Folders.delete(fresh);
        try (var _ = new Patience(terminal, "compiling " + home.name())) {
            Files.createDirectories(fresh);
            compile(List.copyOf(sources.keySet()), fresh);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Folders.replace(fresh, home.classes());
        fingerprint.remember(inputs);
    }

    private void compile(List<Path> sources, Path target) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw Failure.surroundings(
                    "this Java has no compiler; a JDK is needed: "
                            + System.getProperty("java.home"));
        }
        var found = new DiagnosticCollector<JavaFileObject>();
        var options =
                List.of(
                        "-d",
                        target.toString(),
                        "-cp",
                        String.join(File.pathSeparator, libraries),
                        "-proc:none",
                        "-parameters",
                        "-g");
        boolean compiled;
        try (var files =
                compiler.getStandardFileManager(found, Locale.ROOT, StandardCharsets.UTF_8)) {
            var units = files.getJavaFileObjectsFromPaths(sources);
            compiled = compiler.getTask(null, files, found, options, null, units).call();
        }
        GenerateCommand.report(terminal, translate(found));
        if (!compiled) {
            throw Failure.badInput("nothing was started: " + home.name() + " does not compile.");
        }
    }

    /// What javac says, in the form that messages about protos have.
    private static List<Diagnostic> translate(DiagnosticCollector<JavaFileObject> found)
            throws IOException {
        var translated = new ArrayList<Diagnostic>();
        for (var said : found.getDiagnostics()) {
            Diagnostic.Severity severity =
                    switch (said.getKind()) {
                        case ERROR -> Diagnostic.Severity.ERROR;
                        case WARNING, MANDATORY_WARNING -> Diagnostic.Severity.WARNING;
                        case NOTE, OTHER -> null;
                    };
            if (severity == null) {
                continue;
            }
            String message = said.getMessage(Locale.ROOT).strip();
            boolean placed = said.getSource() != null && said.getLineNumber() > 0;
            translated.add(
                    new Diagnostic(
                            severity,
                            said.getSource() == null ? "" : said.getSource().getName(),
                            placed ? (int) said.getLineNumber() : 0,
                            placed ? (int) said.getColumnNumber() : 0,
                            message.replace("\n", "\n    "),
                            placed ? line(said.getSource(), said.getLineNumber()) : ""));
        }
        return translated;
    }

    private static String line(JavaFileObject source, long number) throws IOException {
        return source.getCharContent(true)
                .toString()
                .lines()
                .skip(number - 1)
                .findFirst()
                .orElse("");
    }

    /// What a program of this package is started with.
    String classPath() {
        var entries = new ArrayList<String>();
        entries.add(home.classes().toAbsolutePath().toString());
        if (Files.isDirectory(home.resources())) {
            entries.add(home.resources().toAbsolutePath().toString());
        }
        entries.addAll(libraries);
        return String.join(File.pathSeparator, entries);
    }
}
