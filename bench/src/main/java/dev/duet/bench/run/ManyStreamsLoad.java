package dev.duet.bench.run;

import java.util.List;

/// Many bidi streams with one message of 16 bytes in flight on each, by the raw client, which
/// compares every byte that comes back.
///
/// @param connections how many connections
/// @param streams how many streams on each
public record ManyStreamsLoad(int connections, int streams) implements ServerLoad {
    private static final JavaProgram CLIENT = JavaProgram.of(".", "dev.duet.bench.raw.RawClient");
    private static final double START_SECONDS = 0.7;
    private static final double MEASURED_SECONDS = 2.5;
    private static final double CLIENT_WARM_UP_SECONDS = 1;

    @Override
    public double seconds(double effort) {
        return CLIENT_WARM_UP_SECONDS + MEASURED_SECONDS * effort + START_SECONDS;
    }

    @Override
    public void check(RunningServer server) throws InterruptedException {
        measure(server, 0.2);
    }

    @Override
    public Measurement measure(RunningServer server, double effort) throws InterruptedException {
        List<String> words =
                CLIENT.command(
                        server.home(),
                        "--port",
                        Integer.toString(server.port()),
                        "--connections",
                        Integer.toString(connections),
                        "--streams",
                        Integer.toString(streams),
                        "--warm-up",
                        Double.toString(CLIENT_WARM_UP_SECONDS),
                        "--seconds",
                        Double.toString(MEASURED_SECONDS * effort),
                        "--watch",
                        Long.toString(server.process()));
        Command client = new Command(words);
        if (server.contender().kind() == Contender.Kind.LIMIT) {
            client.add("--echo-only");
        }
        ClientAnswers answers = ClientAnswers.parse(client.run().text());
        return new Measurement(
                answers.get("messages-per-second"),
                answers.cpuMicrosPerMessage(),
                server.residentMib());
    }
}
