package dev.duet.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Samples as a CSV file: one line each, after lines of `#` that say where and when they were
/// taken.
final class SampleFile {
    private static final String HEADER = "scenario,server,round,value,cpu_micros,resident_mib";

    private SampleFile() {}

    static void write(Path file, List<String> remarks, List<Sample> samples) throws IOException {
        List<String> lines = new ArrayList<>();
        remarks.forEach(remark -> lines.add("# " + remark));
        lines.add(HEADER);
        for (Sample sample : samples) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "%s,%s,%d,%.1f,%.3f,%.1f",
                            sample.scenario(),
                            sample.server(),
                            sample.round(),
                            sample.value(),
                            sample.cpuMicros(),
                            sample.residentMib()));
        }
        Files.write(file, lines);
    }

    static List<String> readRemarks(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("# "))
                .map(line -> line.substring(2))
                .toList();
    }

    static List<Sample> read(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("#") && !line.equals(HEADER) && !line.isBlank())
                .map(SampleFile::parse)
                .toList();
    }

    private static Sample parse(String line) {
        String[] fields = line.split(",");
        if (fields.length != HEADER.split(",").length) {
            throw new IllegalArgumentException("not a sample: " + line);
        }
        return new Sample(
                fields[0],
                fields[1],
                Integer.parseInt(fields[2]),
                Double.parseDouble(fields[3]),
                Double.parseDouble(fields[4]),
                Double.parseDouble(fields[5]));
    }
}
