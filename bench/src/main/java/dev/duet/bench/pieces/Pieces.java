package dev.duet.bench.pieces;

import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Says for what a server has used its processor time, piece by piece, from a recording with
/// `jdk.CPUTimeSample` events.
///
/// A sample counts for the piece of its innermost method that belongs to one. Threads of the JVM
/// itself (compiler, garbage collector) are not sampled.
///
/// Usage: `Pieces RECORDING MICROSECONDS`, the latter being what one message takes altogether.
public final class Pieces {
    private static final String HTTP2 = "dev\\.duet\\.internal\\.http2\\.";

    /// A part of what a message costs, and what the names of its methods look like.
    private enum Piece {
        READ("reading from sockets", "sun\\.nio\\.ch\\..*\\.read.*"),
        WRITE("writing to sockets", "sun\\.nio\\.ch\\..*\\.write.*"),
        SELECT("waiting for sockets", "sun\\.nio\\.ch\\..*|java\\.lang\\.Thread\\.yield.*"),
        FRAMES("frames", HTTP2 + "frame\\..*"),
        HEADERS("header blocks", HTTP2 + "hpack\\..*"),
        INBOX("inboxes", HTTP2 + "(Inbox|ReceiveWindow|LargeMessage)\\..*"),
        WRITER(
                "writer and outboxes",
                HTTP2
                        + "(ConnectionWriter|SendQueue|SendWindow|Outbox|OutboundBuffer|Flusher)\\..*"),
        CONNECTION("connection and streams", HTTP2 + ".*"),
        CODEC("decoding and encoding", "dev\\.duet\\.(proto|bench\\.echo)\\..*"),
        CALL("calls and handlers", "dev\\.duet\\.(internal\\.rpc|server|bench\\.server)\\..*"),
        LOOP("event loop", "dev\\.duet\\.internal\\.transport\\..*"),
        THREADS(
                "virtual threads",
                "java\\.lang\\.VirtualThread.*|jdk\\.internal\\.vm\\.Cont.*|.*\\.ForkJoin.*"),
        OTHER("other", "");

        private final String title;
        private final Pattern methods;

        Piece(String title, String methods) {
            this.title = title;
            this.methods = Pattern.compile(methods);
        }

        private boolean has(String method) {
            return methods.matcher(method).matches();
        }
    }

    private Pieces() {}

    public static void main(String[] args) throws IOException {
        Map<Piece, Integer> counts = new EnumMap<>(Piece.class);
        int all = 0;
        try (RecordingFile file = new RecordingFile(Path.of(args[0]))) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                if (event.getEventType().getName().equals("jdk.CPUTimeSample")) {
                    counts.merge(pieceOf(event.getStackTrace()), 1, Integer::sum);
                    all++;
                }
            }
        }
        if (all == 0) {
            throw new IOException("no samples in " + args[0]);
        }
        print(counts, all, Double.parseDouble(args[1]));
    }

    private static Piece pieceOf(RecordedStackTrace trace) {
        if (trace == null) {
            return Piece.OTHER;
        }
        for (RecordedFrame frame : trace.getFrames()) {
            String type = frame.getMethod().getType().getName();
            String method = type + "." + frame.getMethod().getName();
            for (Piece piece : Piece.values()) {
                if (piece.has(method)) {
                    return piece;
                }
            }
        }
        return Piece.OTHER;
    }

    private static void print(Map<Piece, Integer> counts, int all, double micros) {
        System.out.println("| piece | share | a message |");
        System.out.println("| --- | --: | --: |");
        for (Piece piece : Piece.values()) {
            double share = counts.getOrDefault(piece, 0) / (double) all;
            if (share > 0) {
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %.0f %% | %.3f µs |%n",
                        piece.title,
                        100 * share,
                        share * micros);
            }
        }
        System.out.printf(Locale.ROOT, "| all (%d samples) | | %.3f µs |%n", all, micros);
    }
}
