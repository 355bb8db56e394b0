package dev.duet.bench.run;

import java.util.Map;
import java.util.stream.Collectors;

/// What a client of ours printed: a name and a number on each line.
///
/// @param values the numbers by name
record ClientAnswers(Map<String, Double> values) {
    static ClientAnswers parse(String text) {
        return new ClientAnswers(
                text.lines()
                        .map(line -> line.split(" "))
                        .collect(
                                Collectors.toMap(
                                        pair -> pair[0], pair -> Double.valueOf(pair[1]))));
    }

    double get(String name) {
        Double value = values.get(name);
        if (value == null) {
            throw new MeasurementException("the client printed no " + name + ": " + values);
        }
        return value;
    }

    /// Processor time of the server for one message, in microseconds.
    double cpuMicrosPerMessage() {
        return get("server-cpu-seconds") * 1e6 / get("messages");
    }
}
