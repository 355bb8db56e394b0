package dev.duet.bench.run;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How much faster than a peer one of our servers is meant to be in a scenario.
///
/// @param scenario the scenario's name
/// @param ours the name of our server
/// @param peer the peer's name, or [#FASTEST]
/// @param factor how many times as good at least
public record Target(String scenario, String ours, String peer, double factor) {
    /// Stands for whichever peer was the fastest in the scenario.
    static final String FASTEST = "the fastest peer";

    private static final String DEFAULT = "grpc-java default";
    private static final String DIRECT = "grpc-java direct";

    /// All of them, in the order of scenarios.
    public static final List<Target> ALL =
            Stream.of(
                            blocking("unary-busy", FASTEST, 1.3),
                            blocking("unary-busy", DEFAULT, 3.5),
                            neverBlocking("unary-busy", FASTEST, 2),
                            blocking("unary-lone", DIRECT, 0.65),
                            blocking("unary-lone", DEFAULT, 1.5),
                            neverBlocking("unary-lone", DIRECT, 0.9),
                            blocking("bidi-16", DIRECT, 6),
                            blocking("bidi-16", DEFAULT, 40),
                            blocking("bidi-1k", FASTEST, 2),
                            blocking("unary-1m", FASTEST, 1.3),
                            blocking("server-stream", FASTEST, 2),
                            blocking("many-1x100", DEFAULT, 4),
                            blocking("many-1x100", DIRECT, 1),
                            neverBlocking("many-1x100", DIRECT, 2),
                            blocking("many-4x100", DEFAULT, 10),
                            blocking("many-4x100", DIRECT, 2),
                            neverBlocking("many-4x100", DIRECT, 6),
                            blocking("many-2x5000", DEFAULT, 12),
                            blocking("many-2x5000", DIRECT, 3),
                            neverBlocking("many-2x5000", DIRECT, 6),
                            blocking("many-1000x1", DEFAULT, 1.2),
                            blocking("many-1000x1", DIRECT, 1),
                            pair("pair-100", DEFAULT, 3),
                            pair("pair-10000", DEFAULT, 3),
                            pair("pair-p99", DEFAULT, 2))
                    .flatMap(List::stream)
                    .toList();

    /// Two aims: handlers that may block have two places where their threads can run.
    private static List<Target> blocking(String scenario, String peer, double factor) {
        return List.of(
                new Target(scenario, Contender.DUET, peer, factor),
                new Target(scenario, Contender.DUET_ON_LOOPS, peer, factor));
    }

    private static List<Target> neverBlocking(String scenario, String peer, double factor) {
        return List.of(new Target(scenario, Contender.DUET_NON_BLOCKING, peer, factor));
    }

    private static List<Target> pair(String scenario, String peer, double factor) {
        return List.of(new Target(scenario, Contender.DUET, peer, factor));
    }

    /// The ratio that was reached, or nothing if one of the two was not measured.
    public Optional<Double> ratio(List<Summary> summaries) {
        Optional<Summary> mine = find(summaries, ours);
        Optional<Summary> theirs =
                peer.equals(FASTEST) ? fastest(summaries) : find(summaries, peer);
        return mine.flatMap(a -> theirs.map(b -> Scenario.named(scenario).ratio(a, b)));
    }

    private Optional<Summary> find(List<Summary> summaries, String server) {
        return summaries.stream()
                .filter(
                        summary ->
                                summary.scenario().equals(scenario)
                                        && summary.server().equals(server))
                .findFirst();
    }

    private Optional<Summary> fastest(List<Summary> summaries) {
        return summaries.stream()
                .filter(summary -> summary.scenario().equals(scenario))
                .filter(summary -> Contender.named(summary.server()).kind() == Contender.Kind.PEER)
                .max((a, b) -> Double.compare(Scenario.named(scenario).ratio(a, b), 1));
    }
}
