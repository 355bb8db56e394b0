package dev.duet.bench.run;

import dev.duet.bench.run.ClientLoad.Task;
import dev.duet.bench.run.ClientLoad.Whose;
import dev.duet.bench.run.IdleLoad.Memory;

import java.util.List;

/// What is measured, by name.
///
/// @param name for options and files
/// @param title for tables and plots
/// @param count what is counted
/// @param load what is done to the server
/// @param rounds how often each server has its turn
public record Scenario(String name, String title, Count count, Load load, Rounds rounds) {
    /// How many rounds a scenario takes: loads that swing take more than others, and what comes out
    /// the same every time needs but one.
    public record Rounds(int least, int most) {
        static final Rounds AS_ASKED = new Rounds(1, Integer.MAX_VALUE);
        static final Rounds MANY = new Rounds(9, Integer.MAX_VALUE);
        static final Rounds ONE = new Rounds(1, 1);

        /// The number nearest to what was asked for.
        public int of(int asked) {
            return Math.clamp(asked, least, most);
        }
    }

    /// What a scenario counts, and whether more of it is better.
    public enum Count {
        CALLS("calls/s"),
        MESSAGES("messages/s"),
        MICROSECONDS("µs"),
        MILLISECONDS("ms"),
        BYTES("bytes");

        private final String unit;

        Count(String unit) {
            this.unit = unit;
        }

        /// For tables.
        public String unit() {
            return unit;
        }

        /// For headings: the unit, and what is better where it is not the obvious.
        public String heading() {
            return lessIsBetter() ? unit + " (less is better)" : unit;
        }

        /// Whether it counts what is spent and not what is got.
        public boolean lessIsBetter() {
            return switch (this) {
                case CALLS, MESSAGES -> false;
                case MICROSECONDS, MILLISECONDS, BYTES -> true;
            };
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
                            new H2Load("Unary", 8, 32, 16, 1, 1),
                            Rounds.AS_ASKED),
                    calls(
                            "unary-lone",
                            "Unary, 16 B, one call at a time",
                            new H2Load("Unary", 1, 1, 16, 1, 1),
                            Rounds.MANY),
                    messages(
                            "bidi-16",
                            "Bidi, 1,000 × 16 B on each stream",
                            new H2Load("Bidi", 4, 8, 16, 1_000, 1_000)),
                    messages(
                            "bidi-1k",
                            "Bidi, 1,000 × 1 KiB on each stream",
                            new H2Load("Bidi", 4, 8, KIB, 1_000, 1_000)),
                    calls(
                            "unary-1m",
                            "Unary, 1 MiB",
                            new H2Load("Unary", 2, 4, MIB, 1, 1),
                            Rounds.AS_ASKED),
                    messages(
                            "server-stream",
                            "Server stream, 5,000 × 16 B",
                            new H2Load("ServerStream", 4, 4, 16, 1, 5_000)),
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
                            Rounds.AS_ASKED),
                    idle(
                            "idle-streams",
                            "Heap of an idle stream, 100,000 on 10 connections",
                            new IdleLoad(10, 10_000, Memory.HEAP)),
                    idle(
                            "idle-streams-rss",
                            "Resident memory of an idle stream, 100,000 on 10 connections",
                            new IdleLoad(10, 10_000, Memory.RESIDENT)),
                    idle(
                            "idle-connections",
                            "Heap of an idle connection with a stream, 10,000 of them",
                            new IdleLoad(10_000, 1, Memory.HEAP)),
                    idle(
                            "idle-connections-rss",
                            "Resident memory of an idle connection with a stream, 10,000 of them",
                            new IdleLoad(10_000, 1, Memory.RESIDENT)),
                    firstAnswer(
                            "first-answer",
                            "From start of the server to its first answer",
                            FirstAnswerLoad.What.SERVER),
                    firstAnswer(
                            "pair-first",
                            "The same with the library's own client in the same process",
                            FirstAnswerLoad.What.PAIR));

    /// The scenario of this name.
    public static Scenario named(String name) {
        return ALL.stream()
                .filter(scenario -> scenario.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no scenario is called " + name));
    }

    private static Scenario calls(String name, String title, Load load, Rounds rounds) {
        return new Scenario(name, title, Count.CALLS, load, rounds);
    }

    private static Scenario messages(String name, String title, Load load) {
        return new Scenario(name, title, Count.MESSAGES, load, Rounds.AS_ASKED);
    }

    private static Scenario idle(String name, String title, IdleLoad load) {
        return new Scenario(name, title, Count.BYTES, load, Rounds.ONE);
    }

    private static Scenario firstAnswer(String name, String title, FirstAnswerLoad.What what) {
        return new Scenario(
                name, title, Count.MILLISECONDS, new FirstAnswerLoad(what), Rounds.AS_ASKED);
    }

    /// Whether this server can be asked at all.
    public boolean suits(Contender contender) {
        return switch (load) {
            case ManyStreamsLoad _ -> true;
            case IdleLoad _ ->
                    contender.kind() == Contender.Kind.OURS || contender.client().isPresent();
            case FirstAnswerLoad first ->
                    switch (first.what()) {
                        case SERVER -> contender.kind() != Contender.Kind.LIMIT;
                        case PAIR -> contender.pair().isPresent();
                    };
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
        return count.lessIsBetter() ? other.value() / one.value() : one.value() / other.value();
    }
}
