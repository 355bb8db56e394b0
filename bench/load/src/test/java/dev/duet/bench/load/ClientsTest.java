package dev.duet.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

class ClientsTest {
    @Test
    void pingPongCountsAllStreamsAndEndsThem() throws Exception {
        Map<String, Double> printed =
                printedBy(() -> PingPong.run(new Stub(0), 5, stretch(0.05, 0.1)));

        assertThat(printed.get("messages")).isPositive();
        assertThat(printed.get("messages-per-second")).isPositive();
    }

    @Test
    void pingPongSaysWhyAStreamBroke() {
        assertThatThrownBy(() -> PingPong.run(new Broken(), 2, stretch(0.01, 0.01)))
                .hasMessageContaining("it broke");
    }

    @Test
    void timesCountFromWhenACallWasDue() throws Exception {
        // One answer takes 2 ms, 1,000 a second are due: the last of 100 is late by about 100 ms.
        Map<String, Double> printed =
                printedBy(() -> FixedRate.run(new Stub(2), 1_000, stretch(0.01, 0.1)));

        assertThat(printed.get("messages")).isEqualTo(100);
        assertThat(printed.get("max-micros")).isGreaterThan(80_000);
        assertThat(printed.get("p50-micros")).isLessThan(printed.get("max-micros"));
    }

    private static Stretch stretch(double warmUpSeconds, double seconds) {
        return new Stretch(ProcessHandle.current().pid(), warmUpSeconds, seconds);
    }

    private interface Run {
        void run() throws Exception;
    }

    private static Map<String, Double> printedBy(Run run) throws Exception {
        PrintStream standard = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            run.run();
        } finally {
            System.setOut(standard);
        }
        return bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split(" "))
                .collect(Collectors.toMap(pair -> pair[0], pair -> Double.valueOf(pair[1])));
    }

    /// Answers by itself, one unary call after the other.
    private record Stub(long millisPerCall) implements EchoClient {
        @Override
        public void pingPong(PingPong run) {
            Thread.ofVirtual()
                    .start(
                            () -> {
                                while (run.echoed()) {
                                    Thread.yield();
                                }
                                run.ended();
                            });
        }

        @Override
        public void unary(Outcome outcome) {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millisPerCall);
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            outcome.answered();
        }

        @Override
        public void close() {}
    }

    private record Broken() implements EchoClient {
        @Override
        public void pingPong(PingPong run) {
            run.failed(new IllegalStateException("it broke"));
        }

        @Override
        public void unary(Outcome outcome) {
            outcome.failed(new IllegalStateException("it broke"));
        }

        @Override
        public void close() {}
    }
}
