package dev.duet.bench.run;

import java.util.List;
import java.util.Locale;

/// The results as a picture: a panel of horizontal bars for each scenario, as SVG that follows the
/// reader's light or dark setting.
final class Plot {
    private static final int COLUMNS = 2;
    private static final int PANEL_WIDTH = 500;
    private static final int LABEL_WIDTH = 165;
    private static final int RATE_WIDTH = 65;
    private static final int BAR_WIDTH = PANEL_WIDTH - LABEL_WIDTH - RATE_WIDTH - 20;
    private static final int BAR_HEIGHT = 13;
    private static final int ROW_HEIGHT = 18;
    private static final int TITLE_HEIGHT = 34;
    private static final int PANEL_GAP = 14;

    private static final String STYLE =
            """
            <style>
              text { font: 12px system-ui, sans-serif; fill: #24292f }
              .title { font-weight: 600; font-size: 13px }
              .name { text-anchor: end }
              .ours { fill: #0969da } .peer { fill: #afb8c1 } .limit { fill: #dadfe4 }
              @media (prefers-color-scheme: dark) {
                text { fill: #e6edf3 }
                .ours { fill: #58a6ff } .peer { fill: #6e7681 } .limit { fill: #3d444d }
              }
            </style>
            """;

    private Plot() {}

    static String of(List<Summary> summaries) {
        StringBuilder panels = new StringBuilder();
        int[] heights = new int[COLUMNS];
        for (Scenario scenario : Scenario.ALL) {
            List<Summary> rows =
                    summaries.stream()
                            .filter(summary -> summary.scenario().equals(scenario.name()))
                            .toList();
            if (!rows.isEmpty()) {
                int column = heights[1] < heights[0] ? 1 : 0;
                panel(panels, scenario, rows, column * PANEL_WIDTH, heights[column]);
                heights[column] += TITLE_HEIGHT + rows.size() * ROW_HEIGHT + PANEL_GAP;
            }
        }
        int height = Math.max(heights[0], heights[1]);
        return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d">
        %3$s%4$s</svg>
        """
                .formatted(COLUMNS * PANEL_WIDTH, height, STYLE, panels);
    }

    private static void panel(
            StringBuilder out, Scenario scenario, List<Summary> rows, int x, int y) {
        double best = rows.stream().mapToDouble(Summary::value).max().orElseThrow();
        out.append(String.format(Locale.ROOT, "<g transform=\"translate(%d %d)\">%n", x, y));
        out.append(
                String.format(
                        Locale.ROOT,
                        "<text class=\"title\" x=\"10\" y=\"22\">%s, %s</text>%n",
                        scenario.title(),
                        scenario.count().heading()));
        for (int i = 0; i < rows.size(); i++) {
            bar(out, rows.get(i), best, TITLE_HEIGHT + i * ROW_HEIGHT);
        }
        out.append("</g>\n");
    }

    private static void bar(StringBuilder out, Summary row, double best, int y) {
        double width = row.value() / best * BAR_WIDTH;
        String style = Contender.named(row.server()).kind().name().toLowerCase(Locale.ROOT);
        int baseline = y + BAR_HEIGHT - 2;
        out.append(
                String.format(
                        Locale.ROOT,
                        "<text class=\"name\" x=\"%d\" y=\"%d\">%s</text>%n",
                        LABEL_WIDTH - 8,
                        baseline,
                        row.server()));
        out.append(
                String.format(
                        Locale.ROOT,
                        "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\""
                                + " rx=\"2\"/>%n",
                        style,
                        LABEL_WIDTH,
                        y,
                        Math.max(width, 1),
                        BAR_HEIGHT));
        out.append(
                String.format(
                        Locale.ROOT,
                        "<text x=\"%.1f\" y=\"%d\">%s</text>%n",
                        LABEL_WIDTH + width + 6,
                        baseline,
                        Report.rate(row.value())));
    }
}
