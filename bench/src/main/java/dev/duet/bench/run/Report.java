package dev.duet.bench.run;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The results as Markdown: a table for each scenario, and one of what was aimed at.
final class Report {
    private Report() {}

    static String of(List<String> remarks, List<Summary> summaries) {
        StringBuilder out = new StringBuilder();
        remarks.forEach(remark -> out.append(remark).append("  \n"));
        for (Scenario scenario : Scenario.ALL) {
            List<Summary> rows =
                    summaries.stream()
                            .filter(summary -> summary.scenario().equals(scenario.name()))
                            .toList();
            if (!rows.isEmpty()) {
                table(out, scenario, rows);
            }
        }
        targets(out, summaries);
        ceilings(out, summaries);
        return out.toString();
    }

    private static void table(StringBuilder out, Scenario scenario, List<Summary> rows) {
        Optional<Summary> ours =
                rows.stream().filter(row -> row.server().equals(Contender.DUET)).findFirst();
        out.append("\n### ")
                .append(scenario.title())
                .append("\n\n| server | ")
                .append(scenario.count().heading())
                .append(" | rounds | Duet is | server's processor time | memory |\n")
                .append("| --- | --: | --: | --: | --: | --: |\n");
        for (Summary row : rows) {
            String ratio = ours.map(duet -> times(scenario.ratio(duet, row))).orElse("");
            out.append(
                    String.format(
                            Locale.ROOT,
                            "| %s | %s | %s – %s | %s | %.2f µs | %.0f MiB |%n",
                            row.server(),
                            rate(row.value()),
                            rate(row.lowest()),
                            rate(row.highest()),
                            ratio,
                            row.cpuMicros(),
                            row.residentMib()));
        }
    }

    private static void targets(StringBuilder out, List<Summary> summaries) {
        out.append(
                "\n### Aims\n\n| scenario | server | aim | reached |\n| --- | --- | --- | --- |\n");
        for (Target target : Target.ALL) {
            target.ratio(summaries)
                    .ifPresent(
                            ratio ->
                                    out.append(
                                            String.format(
                                                    Locale.ROOT,
                                                    "| %s | %s | %s %s | %s%s |%n",
                                                    target.scenario(),
                                                    target.ours(),
                                                    times(target.factor()),
                                                    target.peer(),
                                                    times(ratio),
                                                    ratio >= target.factor()
                                                            ? ""
                                                            : " **missed**")));
        }
    }

    private static void ceilings(StringBuilder out, List<Summary> summaries) {
        for (Ceiling ceiling : Ceiling.ALL) {
            String unit = " " + Scenario.named(ceiling.scenario()).count().unit();
            ceiling.value(summaries)
                    .ifPresent(
                            value ->
                                    out.append(
                                            String.format(
                                                    Locale.ROOT,
                                                    "| %s | %s | at most %s | %s%s |%n",
                                                    ceiling.scenario(),
                                                    ceiling.server(),
                                                    rate(ceiling.most()) + unit,
                                                    rate(value) + unit,
                                                    value <= ceiling.most() ? "" : " **missed**")));
        }
    }

    /// A rate with three significant digits: `8.51 k`, `138 k`, `1.37 M`.
    static String rate(double rate) {
        if (rate >= 1e6) {
            return significant(rate / 1e6) + " M";
        }
        return rate >= 1e4
                ? significant(rate / 1e3) + " k"
                : String.format(Locale.ROOT, "%.0f", rate);
    }

    static String times(double ratio) {
        return significant(ratio) + " ×";
    }

    private static String significant(double value) {
        int decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
