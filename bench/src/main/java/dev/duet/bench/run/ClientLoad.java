package dev.duet.bench.run;

/// What a client does that is itself a gRPC library's.
///
/// @param whose whose client it is
/// @param task what it does
/// @param size how many streams, or how many calls a second
public record ClientLoad(Whose whose, Task task, int size) implements ServerLoad {
    /// Which library's client.
    public enum Whose {
        /// Ours, with every server.
        OURS,
        /// The one that belongs to the server.
        SAME
    }

    /// What the client does, by what it prints as the result.
    public enum Task {
        /// One message going to and fro on each of many streams of a connection.
        PING_PONG("ping-pong", "messages-per-second"),
        /// Unary calls at a fixed rate, timed from when they were due.
        RATE("rate", "p99-micros");

        private final String name;
        private final String result;

        Task(String name, String result) {
            this.name = name;
            this.result = result;
        }
    }

    private static final double START_SECONDS = 0.7;
    private static final double MEASURED_SECONDS = 3;
    private static final double CLIENT_WARM_UP_SECONDS = 2;

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
        JavaProgram client =
                switch (whose) {
                    case OURS -> Contender.DUET_CLIENT;
                    case SAME -> server.contender().client().orElseThrow();
                };
        Command command =
                new Command(
                        client.command(
                                server.home(),
                                task.name,
                                Integer.toString(server.port()),
                                Long.toString(server.process()),
                                Double.toString(CLIENT_WARM_UP_SECONDS),
                                Double.toString(MEASURED_SECONDS * effort),
                                Integer.toString(size)));
        ClientAnswers answers = ClientAnswers.parse(command.run().text());
        return new Measurement(
                answers.get(task.result), answers.cpuMicrosPerMessage(), server.residentMib());
    }
}
