package dev.duet.bench.run;

import java.nio.file.Path;

/// What is measured of a process that is started anew for every turn.
public sealed interface ProcessLoad extends Load permits IdleLoad, FirstAnswerLoad {
    /// Does beforehand, once for each server, what must not count.
    void prepare(Contender contender, Path home) throws InterruptedException;

    /// Starts the process, measures, and ends it.
    ///
    /// @param home the `bench` directory
    /// @throws MeasurementException if the server gave a wrong answer or none
    Measurement measure(Contender contender, Path home) throws InterruptedException;
}
