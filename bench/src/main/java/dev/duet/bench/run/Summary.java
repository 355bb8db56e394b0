package dev.duet.bench.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// All rounds of one server in one scenario, as medians.
///
/// @param scenario the scenario's name
/// @param server the server's name
/// @param value median of what the scenario counts
/// @param lowest the least value of a round
/// @param highest the greatest value of a round
/// @param cpuMicros median processor time of the server for one message, in microseconds
/// @param residentMib median resident memory of the server, in MiB
public record Summary(
        String scenario,
        String server,
        double value,
        double lowest,
        double highest,
        double cpuMicros,
        double residentMib) {

    private record Key(String scenario, String server) {}

    /// One summary for each scenario and server, in the order in which they first occur.
    public static List<Summary> of(List<Sample> samples) {
        Map<Key, List<Sample>> groups = new LinkedHashMap<>();
        for (Sample sample : samples) {
            groups.computeIfAbsent(
                            new Key(sample.scenario(), sample.server()), _ -> new ArrayList<>())
                    .add(sample);
        }
        return groups.values().stream().map(Summary::ofOne).toList();
    }

    private static Summary ofOne(List<Sample> samples) {
        Sample first = samples.getFirst();
        return new Summary(
                first.scenario(),
                first.server(),
                median(samples, Sample::value),
                samples.stream().mapToDouble(Sample::value).min().orElseThrow(),
                samples.stream().mapToDouble(Sample::value).max().orElseThrow(),
                median(samples, Sample::cpuMicros),
                median(samples, Sample::residentMib));
    }

    /// The middle value, or the mean of the two middle ones.
    static double median(List<Sample> samples, ToDoubleFunction<Sample> value) {
        double[] sorted = samples.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
