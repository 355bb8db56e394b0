package dev.duet.bench.run;

import java.util.List;
import java.util.Optional;

/// How much one of our servers may take at most in a scenario, whatever its peers take.
///
/// @param scenario the scenario's name, of those where less is better
/// @param server the name of our server
/// @param most in the scenario's unit
public record Ceiling(String scenario, String server, double most) {
    /// All of them, in the order of scenarios.
    public static final List<Ceiling> ALL =
            List.of(
                    new Ceiling("idle-streams", Contender.DUET, 1_700),
                    new Ceiling("idle-streams-rss", Contender.DUET, 2_700),
                    new Ceiling("idle-connections", Contender.DUET, 12_000),
                    new Ceiling("idle-connections-rss", Contender.DUET, 12_000),
                    new Ceiling("first-answer", Contender.DUET, 350),
                    new Ceiling("pair-first", Contender.DUET, 350));

    /// What it took, or nothing if that was not measured.
    public Optional<Double> value(List<Summary> summaries) {
        return summaries.stream()
                .filter(summary -> summary.scenario().equals(scenario))
                .filter(summary -> summary.server().equals(server))
                .map(Summary::value)
                .findFirst();
    }
}
