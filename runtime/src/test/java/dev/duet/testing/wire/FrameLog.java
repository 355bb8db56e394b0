package dev.duet.testing.wire;

import java.util.ArrayList;
import java.util.List;

/// What went over a connection, in two columns: what the test sent and what it received.
final class FrameLog {
    private static final int COLUMN = 60;
    private static final int SHOWN_LINES = 60;

    private final List<String> lines = new ArrayList<>();

    void sent(String what) {
        lines.add(">> " + cut(what));
    }

    void received(String what) {
        lines.add(" ".repeat(COLUMN) + "<< " + cut(what));
    }

    private static String cut(String what) {
        return what.length() <= COLUMN - 4 ? what : what.substring(0, COLUMN - 5) + "…";
    }

    @Override
    public String toString() {
        int from = Math.max(0, lines.size() - SHOWN_LINES);
        String left = from == 0 ? "" : "(" + from + " earlier frames)\n";
        return left + String.join("\n", lines.subList(from, lines.size()));
    }
}
