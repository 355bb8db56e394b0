package dev.duet.bench.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Measures scenarios: every server in a process of its own, warmed up for the same time, then in
/// turns that begin with another server in every round.
final class Measuring {
    /// How much of the load one run of the warm-up is.
    private static final double WARM_UP_EFFORT = 0.25;

    private final Path home;
    private final int rounds;
    private final Duration warmUp;
    private final double effort;
    private final List<String> failures = new ArrayList<>();

    Measuring(Path home, int rounds, int warmUpSeconds, double effort) {
        this.home = home;
        this.rounds = rounds;
        this.warmUp = Duration.ofSeconds(warmUpSeconds);
        this.effort = effort;
    }

    /// What could not be measured so far, and why.
    List<String> failures() {
        return failures;
    }

    List<Sample> measure(Scenario scenario, List<Contender> contenders)
            throws InterruptedException {
        System.err.println(scenario.title());
        List<RunningServer> servers = new ArrayList<>();
        try {
            for (Contender contender : contenders) {
                if (scenario.suits(contender)) {
                    start(scenario, contender, servers);
                }
            }
            List<RunningServer> ready = new ArrayList<>();
            for (RunningServer server : servers) {
                if (warmUp(scenario, server)) {
                    ready.add(server);
                }
            }
            return turns(scenario, ready);
        } finally {
            servers.forEach(RunningServer::close);
        }
    }

    private void start(Scenario scenario, Contender contender, List<RunningServer> servers) {
        try {
            servers.add(RunningServer.start(contender, home));
        } catch (MeasurementException e) {
            fail(scenario, contender, e);
        }
    }

    private boolean warmUp(Scenario scenario, RunningServer server) throws InterruptedException {
        try {
            scenario.load().check(server);
            long end = System.nanoTime() + warmUp.toNanos();
            while (System.nanoTime() < end) {
                scenario.load().measure(server, Math.min(effort, WARM_UP_EFFORT));
            }
            return true;
        } catch (MeasurementException e) {
            fail(scenario, server.contender(), e);
            return false;
        }
    }

    private List<Sample> turns(Scenario scenario, List<RunningServer> servers)
            throws InterruptedException {
        List<Sample> samples = new ArrayList<>();
        List<RunningServer> ready = new ArrayList<>(servers);
        for (int round = 1; round <= Math.max(rounds, scenario.leastRounds()); round++) {
            for (RunningServer server : List.copyOf(ready)) {
                try {
                    samples.add(turn(scenario, server, round));
                } catch (MeasurementException e) {
                    fail(scenario, server.contender(), e);
                    ready.remove(server);
                }
            }
            if (!ready.isEmpty()) {
                ready.add(ready.removeFirst());
            }
        }
        samples.sort(Comparator.comparingInt(sample -> place(sample.server())));
        return samples;
    }

    private Sample turn(Scenario scenario, RunningServer server, int round)
            throws InterruptedException {
        Load.Measurement measured = scenario.load().measure(server, effort);
        Sample sample =
                new Sample(
                        scenario.name(),
                        server.contender().name(),
                        round,
                        measured.value(),
                        measured.cpuMicros(),
                        server.residentMib());
        System.err.printf(
                "  %2d  %-26s %8s  %8.2f µs%n",
                round, sample.server(), Report.rate(sample.value()), sample.cpuMicros());
        return sample;
    }

    private static int place(String server) {
        return Contender.ALL.indexOf(Contender.named(server));
    }

    private void fail(Scenario scenario, Contender contender, MeasurementException failure) {
        String text = scenario.name() + ", " + contender.name() + ": " + failure.getMessage();
        failures.add(text);
        System.err.println("  FAILED " + text);
    }
}
