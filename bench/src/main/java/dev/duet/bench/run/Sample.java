package dev.duet.bench.run;

/// One measurement of one server in one round.
///
/// @param scenario the scenario's name
/// @param server the server's name
/// @param round which round, from 1
/// @param value what the scenario counts: messages or calls a second, time, or memory
/// @param cpuMicros processor time of the server for one message, in microseconds
/// @param residentMib resident memory of the server after the round, in MiB
public record Sample(
        String scenario,
        String server,
        int round,
        double value,
        double cpuMicros,
        double residentMib) {}
