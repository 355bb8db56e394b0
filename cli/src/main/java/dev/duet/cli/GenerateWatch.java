package dev.duet.cli;

import dev.duet.compiler.Diagnostic;
import dev.duet.compiler.Generation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// `duet generate --watch`: generates, waits until one of the protos changes, their imports
/// included, and generates again. Errors are printed and waited out; Ctrl-C ends it.
final class GenerateWatch {
    private static final String PROTO = ".proto";

    private final Terminal terminal;
    private final Generation.Options options;
    private Set<Path> sources = Set.of();
    private final Set<Path> generated = new HashSet<>();
    private List<Diagnostic> printed = List.of();

    GenerateWatch(Terminal terminal, Generation.Options options) {
        this.terminal = terminal;
        this.options = options;
    }

    /// Runs until Ctrl-C.
    int run() throws IOException, InterruptedException {
        try (var watch = new Watch()) {
            Signals.onInterrupt(() -> close(watch));
            Signals.onTerminate(() -> close(watch));
            GenerateCommand.reportFiles(terminal, generate());
            Map<Path, String> seen = settle(watch);
            terminal.note("watching the protos; Ctrl-C ends");
            while (watch.await()) {
                watch.follow(sources);
                Map<Path, String> now = marks();
                if (now.equals(seen)) {
                    continue;
                }
                changes(seen, now).forEach(file -> terminal.println("changed    " + file));
                printed = List.of();
                again();
                seen = settle(watch);
            }
            return ExitCode.OK;
        }
    }

    private static void close(Watch watch) {
        try {
            watch.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Watches what the last run read, and runs again as long as that changes meanwhile: between
    /// the reading of a file and its watching nobody says that it was written.
    private Map<Path, String> settle(Watch watch) throws IOException {
        watch.follow(sources);
        Map<Path, String> before = marks();
        while (true) {
            again();
            watch.follow(sources);
            Map<Path, String> after = marks();
            if (after.equals(before)) {
                return after;
            }
            before = after;
        }
    }

    private void again() {
        try {
            Generation.Result result = generate();
            result.written().forEach(file -> terminal.println("wrote      " + file));
            result.deleted().forEach(file -> terminal.println("deleted    " + file));
        } catch (UncheckedIOException e) {
            // Somebody else may be at the files just now; the next change is another chance.
            terminal.error(e.getCause().toString());
        }
    }

    private Generation.Result generate() {
        Generation.Result result;
        try (var _ = new Patience(terminal, "generating")) {
            result = Generation.run(options, generated);
        }
        if (result.succeeded()) {
            generated.clear();
            generated.addAll(result.written());
            generated.addAll(result.unchanged());
        }
        sources = new HashSet<>();
        result.sources().forEach(source -> sources.add(source.normalize()));
        if (!result.diagnostics().equals(printed)) {
            printed = result.diagnostics();
            GenerateCommand.report(terminal, printed);
            if (!result.succeeded()) {
                terminal.note("nothing was written; waiting for a change");
            }
        }
        return result;
    }

    private static Set<Path> changes(Map<Path, String> before, Map<Path, String> after) {
        var changed = new TreeSet<Path>();
        after.forEach(
                (file, mark) -> {
                    if (!mark.equals(before.get(file))) {
                        changed.add(file);
                    }
                });
        before.keySet().stream().filter(file -> !after.containsKey(file)).forEach(changed::add);
        return changed;
    }

    /// The files that count and are there, each with a mark that changes when it does.
    private SortedMap<Path, String> marks() throws IOException {
        var marks = new TreeMap<Path, String>();
        for (Path source : sources) {
            try {
                if (Files.isDirectory(source)) {
                    marks.putAll(Folders.files(source, PROTO));
                } else {
                    addMark(source, marks);
                }
            } catch (NoSuchFileException | UncheckedIOException e) {
                // Being deleted or replaced: a mark that is missing says that.
            }
        }
        return marks;
    }

    private static void addMark(Path file, Map<Path, String> marks) throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        marks.put(file, attributes.lastModifiedTime() + " " + attributes.size());
    }
}
