package dev.duet.cli;

import dev.duet.compiler.Generation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Generates a package's stubs from its `src/main/proto`, when they are not up to date.
final class Stubs {
    private final JavaPackage home;
    private final Terminal terminal;

    Stubs(JavaPackage home, Terminal terminal) {
        this.home = home;
        this.terminal = terminal;
    }

    /// @throws Failure if the protos have errors, which have been printed
    void bringUpToDate() {
        var protos = Folders.files(home.protos(), ".proto");
        var fingerprint = new Fingerprint(home.note("generated.txt"));
        String inputs = ClassPath.fingerprint() + "\n" + protos;
        if (!fingerprint.matches(inputs)) {
            fingerprint.forget();
            if (protos.isEmpty()) {
                Folders.delete(home.generated());
            } else {
                generate();
            }
            fingerprint.remember(inputs);
        }
        refuseCopies();
    }

    private void generate() {
        Path fresh = home.note("generated.new");
        Folders.delete(fresh);
        String protos = home.protos().toString();
        var options =
                new Generation.Options(
                        List.of(protos),
                        List.of(home.protos()),
                        fresh,
                        Generation.Mode.STUBS,
                        null,
                        null,
                        false,
                        false);
        Generation.Result result;
        try (var _ = new Patience(terminal, "generating from " + protos)) {
            Files.createDirectories(fresh);
            result = Generation.run(options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        GenerateCommand.report(terminal, result.diagnostics());
        if (!result.succeeded()) {
            throw Failure.badInput("nothing was started: " + protos + " has errors.");
        }
        Folders.replace(fresh, home.generated());
    }

    /// Stubs that were copied into `src/main/java` and are generated too would clash.
    private void refuseCopies() {
        for (Path file : Folders.files(home.generated(), ".java").keySet()) {
            Path copy = home.sources().resolve(home.generated().relativize(file).toString());
            if (Files.exists(copy)) {
                throw Failure.badInput(
                        copy
                                + " is also generated from "
                                + home.protos()
                                + ": delete one of them.");
            }
        }
    }
}
