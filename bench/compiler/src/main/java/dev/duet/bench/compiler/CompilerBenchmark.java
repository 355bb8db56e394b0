package dev.duet.bench.compiler;

import dev.duet.compiler.Generation;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// How long it takes from Envoy's protos to Java files on the disk: `duet generate` in a JVM that
/// is warm, as in a build or under `--watch`, and protoc with its Java generator, a process each
/// time. They take turns, so that whatever else the machine does troubles both.
final class CompilerBenchmark {
    private static final int WARM_UP = 12;

    private final Path folder;
    private final List<Path> roots = new ArrayList<>();
    private final Path envoy;
    private final List<String> names;
    private final Path output;

    private CompilerBenchmark(Path folder) throws IOException {
        this.folder = folder;
        envoy = Protos.unpack(folder.resolve("envoy.jar"));
        roots.add(envoy);
        try (var files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".jar"))
                    .map(Protos::unpack)
                    .filter(root -> !root.equals(envoy))
                    .sorted()
                    .forEach(roots::add);
        }
        names = Protos.names(envoy);
        output = Files.createTempDirectory("duet-bench");
    }

    /// `CompilerBenchmark FOLDER [ROUNDS]`
    static void main(String[] arguments) throws IOException, InterruptedException {
        var benchmark = new CompilerBenchmark(Path.of(arguments[0]).toAbsolutePath());
        benchmark.run(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 7);
    }

    private void run(int rounds) throws IOException, InterruptedException {
        IO.println(names.size() + " protos, " + rounds + " rounds");
        double first = duet();
        int duetFiles = clear();
        for (int i = 1; i < WARM_UP; i++) {
            duet();
            clear();
        }
        protoc();
        int protocFiles = clear();
        double[] duet = new double[rounds];
        double[] protoc = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            protoc[i] = protoc();
            clear();
            duet[i] = duet();
            clear();
        }
        Files.delete(output);
        IO.println("            files   median      min      max   seconds");
        print("Duet", duetFiles, duet);
        print("protoc", protocFiles, protoc);
        IO.println("Duet's first run in its JVM: " + seconds(first));
        IO.println("protoc / Duet: " + seconds(median(protoc) / median(duet)));
    }

    private static void print(String name, int files, double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        IO.println(
                String.format(
                        Locale.ROOT,
                        "%-8s %8d %8s %8s %8s",
                        name,
                        files,
                        seconds(median(values)),
                        seconds(sorted[0]),
                        seconds(sorted[sorted.length - 1])));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private double duet() {
        long start = System.nanoTime();
        Generation.Result result =
                Generation.run(
                        new Generation.Options(
                                List.of(envoy.toString()),
                                roots,
                                output,
                                Generation.Mode.STUBS,
                                null,
                                null,
                                false,
                                false));
        if (!result.succeeded()) {
            throw new IllegalStateException(result.diagnostics().toString());
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private double protoc() throws IOException, InterruptedException {
        File program = folder.resolve("protoc.exe").toFile();
        if (!program.canExecute() && !program.setExecutable(true)) {
            throw new IOException("cannot make this a program: " + program);
        }
        var command = new ArrayList<String>();
        command.add(program.toString());
        roots.forEach(root -> command.add("-I" + root));
        command.add("--java_out=" + output);
        command.addAll(names);
        long start = System.nanoTime();
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IllegalStateException("protoc ended with " + code);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private int clear() throws IOException {
        int files = Protos.delete(output);
        Files.createDirectory(output);
        return files;
    }
}
