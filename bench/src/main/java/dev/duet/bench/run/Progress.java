package dev.duet.bench.run;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// How long a run has taken, and how long it will still take: by what the scenarios should take and
/// how much longer those before took than they should.
final class Progress {
    private static final double START_SECONDS = 0.7;

    private final List<Contender> contenders;
    private final int rounds;
    private final int warmUpSeconds;
    private final double effort;
    private final long start = System.nanoTime();
    private final double total;
    private double done;

    Progress(
            List<Scenario> scenarios,
            List<Contender> contenders,
            int rounds,
            int warmUpSeconds,
            double effort) {
        this.contenders = contenders;
        this.rounds = rounds;
        this.warmUpSeconds = warmUpSeconds;
        this.effort = effort;
        total = scenarios.stream().mapToDouble(this::seconds).sum();
        System.err.println("This will take about " + minutes(total) + ".");
    }

    /// A scenario has come to its end.
    void done(Scenario scenario) {
        done += seconds(scenario);
        double elapsed = (System.nanoTime() - start) / 1e9;
        double left = (total - done) * elapsed / done;
        System.err.printf("  %s have passed, about %s are left%n", minutes(elapsed), minutes(left));
    }

    private double seconds(Scenario scenario) {
        Load load = scenario.load();
        double before =
                switch (load) {
                    case ServerLoad _ -> START_SECONDS + warmUpSeconds;
                    case ProcessLoad _ -> 0;
                };
        double each = before + scenario.rounds().of(rounds) * load.seconds(effort);
        return each * contenders.stream().filter(scenario::suits).count();
    }

    /// Minutes and seconds: `12:07 min`.
    static String minutes(double seconds) {
        Duration time = Duration.ofSeconds(Math.round(seconds));
        return String.format(Locale.ROOT, "%d:%02d min", time.toMinutes(), time.toSecondsPart());
    }
}
