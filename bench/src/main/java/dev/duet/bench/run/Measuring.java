package dev.duet.bench.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Measures scenarios: every server in a process of its own, warmed up for the same time where it
/// runs all through the scenario, then in turns that begin with another server in every round.
final class Measuring {
    /// How much of the load one run of the warm-up is.
    private static final double WARM_UP_EFFORT = 0.25;

    private final Path home;
    private final int rounds;
    private final Duration warmUp;
    private final double effort;
    private final Progress progress;
    private final List<String> failures = new ArrayList<>();

    /// What a contender does when it is its turn.
    private interface Turn {
        Load.Measurement take() throws InterruptedException;
    }

    private record Entrant(Contender contender, Turn turn) {}

    Measuring(Path home, int rounds, int warmUpSeconds, double effort, Progress progress) {
        this.home = home;
        this.rounds = rounds;
        this.warmUp = Duration.ofSeconds(warmUpSeconds);
        this.effort = effort;
        this.progress = progress;
    }

    /// What could not be measured so far, and why.
    List<String> failures() {
        return failures;
    }

    List<Sample> measure(Scenario scenario, List<Contender> contenders)
            throws InterruptedException {
        System.err.println(scenario.title());
        List<Contender> suitable = contenders.stream().filter(scenario::suits).toList();
        List<Sample> samples =
                switch (scenario.load()) {
                    case ServerLoad load -> onServers(scenario, load, suitable);
                    case ProcessLoad load -> onProcesses(scenario, load, suitable);
                };
        progress.done(scenario);
        return samples;
    }

    private List<Sample> onServers(Scenario scenario, ServerLoad load, List<Contender> contenders)
            throws InterruptedException {
        List<RunningServer> servers = new ArrayList<>();
        try {
            for (Contender contender : contenders) {
                start(scenario, contender, servers);
            }
            List<Entrant> ready = new ArrayList<>();
            for (RunningServer server : servers) {
                if (warmUp(scenario, load, server)) {
                    ready.add(new Entrant(server.contender(), () -> load.measure(server, effort)));
                }
            }
            return turns(scenario, ready);
        } finally {
            servers.forEach(RunningServer::close);
        }
    }

    private List<Sample> onProcesses(
            Scenario scenario, ProcessLoad load, List<Contender> contenders)
            throws InterruptedException {
        List<Entrant> ready = new ArrayList<>();
        for (Contender contender : contenders) {
            try {
                load.prepare(contender, home);
                ready.add(new Entrant(contender, () -> load.measure(contender, home)));
            } catch (MeasurementException e) {
                fail(scenario, contender, e);
            }
        }
        return turns(scenario, ready);
    }

    private void start(Scenario scenario, Contender contender, List<RunningServer> servers) {
        try {
            servers.add(RunningServer.start(contender, home));
        } catch (MeasurementException e) {
            fail(scenario, contender, e);
        }
    }

    /// The check counts as warm-up.
    private boolean warmUp(Scenario scenario, ServerLoad load, RunningServer server)
            throws InterruptedException {
        try {
            long end = System.nanoTime() + warmUp.toNanos();
            load.check(server);
            while (System.nanoTime() < end) {
                load.measure(server, Math.min(effort, WARM_UP_EFFORT));
            }
            return true;
        } catch (MeasurementException e) {
            fail(scenario, server.contender(), e);
            return false;
        }
    }

    private List<Sample> turns(Scenario scenario, List<Entrant> ready) throws InterruptedException {
        List<Sample> samples = new ArrayList<>();
        for (int round = 1; round <= scenario.rounds().of(rounds); round++) {
            for (Entrant entrant : List.copyOf(ready)) {
                try {
                    samples.add(sample(scenario, entrant, round));
                } catch (MeasurementException e) {
                    fail(scenario, entrant.contender(), e);
                    ready.remove(entrant);
                }
            }
            if (!ready.isEmpty()) {
                ready.add(ready.removeFirst());
            }
        }
        samples.sort(Comparator.comparingInt(sample -> place(sample.server())));
        return samples;
    }

    private static Sample sample(Scenario scenario, Entrant entrant, int round)
            throws InterruptedException {
        Load.Measurement measured = entrant.turn().take();
        Sample sample =
                new Sample(
                        scenario.name(),
                        entrant.contender().name(),
                        round,
                        measured.value(),
                        measured.cpuMicros(),
                        measured.residentMib());
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
