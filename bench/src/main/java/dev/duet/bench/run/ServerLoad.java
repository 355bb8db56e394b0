package dev.duet.bench.run;

/// Load on a server that runs all through the scenario and is warmed up. Implementations start a
/// client process of their own for every measurement, so that no server profits from a client that
/// another one has warmed up.
public sealed interface ServerLoad extends Load permits H2Load, ManyStreamsLoad, ClientLoad {
    /// Shows that the server answers this load rightly, by comparing bytes.
    ///
    /// @throws MeasurementException if it does not
    void check(RunningServer server) throws InterruptedException;

    /// Measures once.
    ///
    /// @param effort how long to measure: 1 for the real thing, less for a quick look
    /// @throws MeasurementException if the server gave a wrong answer or none
    Measurement measure(RunningServer server, double effort) throws InterruptedException;
}
