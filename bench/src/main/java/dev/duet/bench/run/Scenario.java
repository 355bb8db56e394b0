package dev.duet.bench.run;

import dev.duet.bench.run.ClientLoad.Task;
import dev.duet.bench.run.ClientLoad.Whose;

import java.util.List;

/// What is measured, by name.
///
/// @param name for options and files
/// @param title for tables and plots
/// @param count what is counted
/// @param load what is done to the server
/// @param leastRounds how many rounds it takes at least, for loads that swing more than others
public record Scenario(String name, String title, Count count, Load load, int leastRounds) {
    /// What a scenario counts, and whether more of it is better.
    public enum Count {
        CALLS("calls/s"),
        MESSAGES("messages/s"),
        /// The only one of which less is better.
        MICROSECONDS("µs");

        private final String unit;

        Count(String unit) {
            this.unit = unit;
        }

        /// For headings.
        public String unit() {
            return unit;
        }
    }

    private static final int KIB = 1024;
    private static final int MIB = 1024 * 1024;

    /// All of them, in the order of tables.
    public static final List<Scenario> ALL =
            List.of(
                    calls(
                            "unary-busy",
                            "Unary, 16 B, 8 connections × 32 calls",
                            new H2Load("Unary", 200_000, 8, 32, 16, 1, 1),
                            1),
                    calls(
                            "unary-lone",
                            "Unary, 16 B, one call at a time",
                            new H2Load("Unary", 20_000, 1, 1, 16, 1, 1),
                            9),
                    messages(
                            "bidi-16",
                            "Bidi, 1,000 × 16 B on each stream",
                            new H2Load("Bidi", 3_000, 4, 8, 16, 1_000, 1_000)),
                    messages(
                            "bidi-1k",
                            "Bidi, 1,000 × 1 KiB on each stream",
                            new H2Load("Bidi", 600, 4, 8, KIB, 1_000, 1_000)),
                    calls(
                            "unary-1m",
                            "Unary, 1 MiB",
                            new H2Load("Unary", 1_000, 2, 4, MIB, 1, 1),
                            1),
                    messages(
                            "server-stream",
                            "Server stream, 5,000 × 16 B",
                            new H2Load("ServerStream", 2_000, 4, 4, 16, 1, 5_000)),
                    messages(
                            "many-1x1",
                            "Ping-pong, 1 connection × 1 stream",
                            new ManyStreamsLoad(1, 1)),
                    messages(
                            "many-1x100",
                            "Ping-pong, 1 × 100 streams",
                            new ManyStreamsLoad(1, 100)),
                    messages(
                            "many-4x100",
                            "Ping-pong, 4 × 100 streams",
                            new ManyStreamsLoad(4, 100)),
                    messages(
                            "many-2x5000",
                            "Ping-pong, 2 × 5,000 streams",
                            new ManyStreamsLoad(2, 5_000)),
                    messages(
                            "many-1000x1",
                            "Ping-pong, 1,000 × 1 streams",
                            new ManyStreamsLoad(1_000, 1)),
                    messages(
                            "our-client-100",
                            "Ping-pong, our client, 100 streams",
                            new ClientLoad(Whose.OURS, Task.PING_PONG, 100)),
                    messages(
                            "our-client-10000",
                            "Ping-pong, our client, 10,000 streams",
                            new ClientLoad(Whose.OURS, Task.PING_PONG, 10_000)),
                    messages(
                            "pair-100",
                            "Ping-pong, each with its own client, 100 streams",
                            new ClientLoad(Whose.SAME, Task.PING_PONG, 100)),
                    messages(
                            "pair-10000",
                            "Ping-pong, each with its own client, 10,000 streams",
                            new ClientLoad(Whose.SAME, Task.PING_PONG, 10_000)),
                    new Scenario(
                            "pair-p99",
                            "p99 of unary calls at 8,000/s, each with its own client",
                            Count.MICROSECONDS,
                            new ClientLoad(Whose.SAME, Task.RATE, 8_000),
                            1));

    /// The scenario of this name.
    public static Scenario named(String name) {
        return ALL.stream()
                .filter(scenario -> scenario.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no scenario is called " + name));
    }

    private static Scenario calls(String name, String title, Load load, int leastRounds) {
        return new Scenario(name, title, Count.CALLS, load, leastRounds);
    }

    private static Scenario messages(String name, String title, Load load) {
        return new Scenario(name, title, Count.MESSAGES, load, 1);
    }

    /// Whether this server can be asked at all.
    public boolean suits(Contender contender) {
        return switch (load) {
            case ManyStreamsLoad _ -> true;
            case H2Load _ -> contender.kind() != Contender.Kind.LIMIT;
            case ClientLoad clients ->
                    switch (clients.whose()) {
                        case OURS -> contender.kind() != Contender.Kind.LIMIT;
                        case SAME -> contender.client().isPresent();
                    };
        };
    }

    /// How many times as good the one is as the other.
    public double ratio(Summary one, Summary other) {
        return switch (count) {
            case CALLS, MESSAGES -> one.value() / other.value();
            case MICROSECONDS -> other.value() / one.value();
        };
    }
}
