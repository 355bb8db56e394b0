package dev.duet.bench.run;

import java.util.Map;
import java.util.stream.Collectors;

/// Many bidi streams with one message of 16 bytes in flight on each, by the raw client, which
/// compares every byte that comes back.
///
/// @param connections how many connections
/// @param streams how many streams on each
public record ManyStreamsLoad(int connections, int streams) implements Load {
    private static final double MEASURED_SECONDS = 5;
    private static final double CLIENT_WARM_UP_SECONDS = 2;

    @Override
    public void check(RunningServer server) throws InterruptedException {
        measure(server, 0.2);
    }

    @Override
    public Measurement measure(RunningServer server, double effort) throws InterruptedException {
        Command client =
                new Command(JavaCommand.program())
                        .addAll(JavaCommand.OPTIONS)
                        .add(
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.duet.bench.raw.RawClient")
                        .add("--port", Integer.toString(server.port()))
                        .add("--connections", Integer.toString(connections))
                        .add("--streams", Integer.toString(streams))
                        .add("--warm-up", Double.toString(CLIENT_WARM_UP_SECONDS))
                        .add("--seconds", Double.toString(MEASURED_SECONDS * effort))
                        .add("--watch", Long.toString(server.process()));
        if (server.contender().protocol() == Contender.Protocol.BYTES) {
            client.add("--echo-only");
        }
        Map<String, Double> answers =
                client.run()
                        .text()
                        .lines()
                        .map(line -> line.split(" "))
                        .collect(
                                Collectors.toMap(pair -> pair[0], pair -> Double.valueOf(pair[1])));
        return new Measurement(
                answers.get("messages-per-second"),
                answers.get("server-cpu-seconds") * 1e6 / answers.get("messages"));
    }
}
