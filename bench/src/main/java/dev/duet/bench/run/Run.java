package dev.duet.bench.run;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;

/// Measures our server and its peers, alternating, and reports medians and ratios.
@Command(
        name = "run",
        description = {
            "Measures Duet and its peers in one run: in every scenario all servers are warmed up"
                    + " for the same",
            "time, then measured in turns. Writes samples.csv, report.md and plot.svg."
        })
public final class Run implements Callable<Integer> {
    private static final double QUICK_EFFORT = 0.2;

    @Option(
            names = {"-s", "--scenarios"},
            split = ",",
            paramLabel = "NAME",
            description = "only these; what is no whole name may be the beginning of several")
    private List<String> scenarioNames = List.of("");

    @Option(
            names = {"-p", "--servers"},
            split = ",",
            paramLabel = "NAME",
            description = "only these; the same")
    private List<String> serverNames = List.of("");

    @Option(
            names = {"-r", "--rounds"},
            paramLabel = "N",
            description = "measured turns of each server")
    private int rounds = 5;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            description = "of load before the first turn")
    private int warmUpSeconds = 10;

    @Option(names = "--quick", description = "a rough look: 2 short turns after a shorter warm-up")
    private boolean quick;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIRECTORY",
            description = "for the results")
    private Path output = Path.of(System.getProperty("bench.home", "."), "target", "results");

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "measure nothing; write report and plot of these samples anew")
    private Path oldSamples;

    @Option(names = "--list", description = "print the names of scenarios and servers")
    private boolean list;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "print this")
    private boolean help;

    private Run() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Run()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        if (list) {
            Scenario.ALL.forEach(
                    scenario -> System.out.printf("%-20s %s%n", scenario.name(), scenario.title()));
            Contender.ALL.forEach(contender -> System.out.println(contender.name()));
            return 0;
        }
        if (oldSamples != null) {
            report(SampleFile.readRemarks(oldSamples), SampleFile.read(oldSamples));
            return 0;
        }
        if (quick) {
            rounds = Math.min(rounds, 2);
            warmUpSeconds = Math.min(warmUpSeconds, 4);
        }
        double effort = quick ? QUICK_EFFORT : 1;
        List<Scenario> scenarios = scenarios();
        List<Contender> contenders = contenders();
        Measuring measuring =
                new Measuring(
                        Path.of(System.getProperty("bench.home", ".")),
                        rounds,
                        warmUpSeconds,
                        effort,
                        new Progress(scenarios, contenders, rounds, warmUpSeconds, effort));
        List<Sample> samples = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            samples.addAll(measuring.measure(scenario, contenders));
            report(remarks(), samples);
        }
        System.out.println(Files.readString(output.resolve("report.md")));
        System.out.println("Samples, report and plot are in " + output);
        return measuring.failures().isEmpty() ? 0 : 1;
    }

    private List<Scenario> scenarios() {
        return chosen(Scenario.ALL, Scenario::name, scenarioNames);
    }

    private List<Contender> contenders() {
        return chosen(Contender.ALL, Contender::name, serverNames);
    }

    /// What was asked for: a whole name stands for itself only, another word for every name that
    /// begins so.
    private <T> List<T> chosen(List<T> all, Function<T, String> nameOf, List<String> words) {
        Set<T> chosen = new HashSet<>();
        for (String word : words) {
            List<T> exact = all.stream().filter(one -> nameOf.apply(one).equals(word)).toList();
            List<T> found =
                    exact.isEmpty()
                            ? all.stream()
                                    .filter(one -> nameOf.apply(one).startsWith(word))
                                    .toList()
                            : exact;
            if (found.isEmpty()) {
                throw new ParameterException(
                        new CommandLine(this), "nothing is called " + word + "; see --list");
            }
            chosen.addAll(found);
        }
        return all.stream().filter(chosen::contains).toList();
    }

    private List<String> remarks() {
        return List.of(
                "%s, %d processors, Java %s, Linux %s"
                        .formatted(
                                LocalDate.now(),
                                Runtime.getRuntime().availableProcessors(),
                                Runtime.version(),
                                System.getProperty("os.version")),
                "medians of %d rounds after %d s of warm-up%s"
                        .formatted(
                                rounds,
                                warmUpSeconds,
                                quick ? "; a quick look, not a measurement" : ""));
    }

    private void report(List<String> remarks, List<Sample> samples) throws IOException {
        Files.createDirectories(output);
        List<Summary> summaries = Summary.of(samples);
        SampleFile.write(output.resolve("samples.csv"), remarks, samples);
        Files.writeString(output.resolve("report.md"), Report.of(remarks, summaries));
        Files.writeString(output.resolve("plot.svg"), Plot.of(summaries));
    }
}
