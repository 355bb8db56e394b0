package dev.duet.cli;

import dev.duet.compiler.Diagnostic;
import dev.duet.compiler.Generation;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// Generates Java from `.proto` files.
@Command(
        name = "generate",
        aliases = "grpc",
        description = "Generates Java records and stubs from .proto files.",
        footer = {
            "",
            "Files that you edit (services and clients) are never overwritten. Generated",
            "files that their proto does not give any more are deleted, if the proto is in",
            "a folder given with --proto-path: else another one could have its name.",
            "",
            "Example: duet generate --input chat.proto --output src/main/java --mode service"
        })
final class GenerateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = {"-i", "--input"},
            required = true,
            paramLabel = "PROTO",
            description = "A .proto file, a folder, or a pattern such as 'proto/**/*.proto'.")
    private List<String> inputs = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "The folder for the Java files.")
    private Path output;

    @Option(
            names = {"-m", "--mode"},
            paramLabel = "service|client",
            description = "Adds a service ready to edit, or a sample client. Both run as they are.")
    private Sample sample;

    @Option(
            names = {"-I", "--proto-path"},
            paramLabel = "DIR",
            description = "Where imports are looked for; may be given several times.")
    private List<Path> protoPaths = new ArrayList<>();

    @Option(
            names = "--java-package",
            paramLabel = "NAME",
            description = "The Java package of everything, instead of what the files say.")
    private String javaPackage;

    @Option(
            names = {"--descriptor-set-out", "--descriptor-set"},
            paramLabel = "FILE",
            description = "Writes the compiled descriptors, as protoc does.")
    private Path descriptorSet;

    @Option(
            names = "--include-imports",
            description = "Puts the imported files into the descriptor set too.")
    private boolean includeImports;

    @Option(
            names = "--include-source-info",
            description = "Puts positions and comments into the descriptor set too.")
    private boolean includeSourceInfo;

    @Option(
            names = {"-w", "--watch"},
            description = "Goes on and generates again whenever a proto changes; Ctrl-C ends it.")
    private boolean watch;

    /// The samples by the names that the command line has for them.
    enum Sample {
        service,
        client
    }

    GenerateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (output == null && descriptorSet == null) {
            throw Failure.usage("say where to write: --output DIR, or --descriptor-set-out FILE.");
        }
        var options =
                new Generation.Options(
                        inputs,
                        protoPaths,
                        output,
                        mode(),
                        javaPackage,
                        descriptorSet,
                        includeImports,
                        includeSourceInfo);
        if (watch) {
            return new GenerateWatch(terminal, options).run();
        }
        Generation.Result result;
        try (var _ = new Patience(terminal, "generating")) {
            result = Generation.run(options);
        }
        report(terminal, result.diagnostics());
        if (!result.succeeded()) {
            return ExitCode.BAD_INPUT;
        }
        reportFiles(terminal, result);
        return ExitCode.OK;
    }

    private Generation.Mode mode() {
        return switch (sample) {
            case null -> Generation.Mode.STUBS;
            case service -> Generation.Mode.SERVICE;
            case client -> Generation.Mode.CLIENT;
        };
    }

    /// Prints what became of each file.
    static void reportFiles(Terminal terminal, Generation.Result result) {
        result.written().forEach(file -> terminal.println("wrote      " + file));
        result.unchanged().forEach(file -> terminal.println("unchanged  " + file));
        result.deleted().forEach(file -> terminal.println("deleted    " + file));
        result.kept().forEach(file -> terminal.println("kept       " + file + "  (yours)"));
    }

    /// Prints what the compiler has to say, and how many errors there are if there are several.
    static void report(Terminal terminal, List<Diagnostic> diagnostics) {
        for (Diagnostic diagnostic : diagnostics) {
            terminal.err().println(diagnostic.render(terminal.colourErr()));
        }
        long errors = diagnostics.stream().filter(Diagnostic::isError).count();
        if (errors > 1) {
            terminal.err().println(errors + " errors");
        }
    }
}
