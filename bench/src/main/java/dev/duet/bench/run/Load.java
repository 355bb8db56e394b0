package dev.duet.bench.run;

/// What is done to a server in a scenario.
public sealed interface Load permits ServerLoad, ProcessLoad {
    /// What came of one turn.
    ///
    /// @param value what the scenario counts: messages a second, or microseconds, or bytes
    /// @param cpuMicros processor time of the server for one message, in microseconds
    /// @param residentMib resident memory of the server afterwards, in MiB
    record Measurement(double value, double cpuMicros, double residentMib) {}

    /// About how many seconds a turn takes, for saying how long a run will take.
    ///
    /// @param effort as of [ServerLoad#measure]
    double seconds(double effort);
}
