package dev.duet.interop;

import dev.duet.StatusException;
import dev.duet.client.Channel;
import dev.duet.interop.testing.SimpleRequest;
import dev.duet.interop.testing.TestService;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Cases that make many calls and count what fails or takes too long.
final class SoakCases {
    static final Set<String> FLAGS =
            Set.of(
                    "soak_iterations",
                    "soak_max_failures",
                    "soak_per_iteration_max_acceptable_latency_ms",
                    "soak_min_time_ms_between_rpcs",
                    "soak_overall_timeout_seconds",
                    "soak_request_size",
                    "soak_response_size",
                    "soak_num_threads");

    private final Target target;
    private final boolean newChannelEachTime;
    private final int iterations;
    private final int maxLatencyMillis;
    private final int minMillisBetweenCalls;
    private final SimpleRequest request;
    private final int responseBytes;
    private final long end;
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();

    private SoakCases(Target target, boolean newChannelEachTime) {
        Flags flags = target.flags();
        this.target = target;
        this.newChannelEachTime = newChannelEachTime;
        this.iterations = flags.number("soak_iterations", 10);
        this.maxLatencyMillis = flags.number("soak_per_iteration_max_acceptable_latency_ms", 1000);
        this.minMillisBetweenCalls = flags.number("soak_min_time_ms_between_rpcs", 0);
        this.responseBytes = flags.number("soak_response_size", UnaryCases.RESPONSE_BYTES);
        this.request =
                SimpleRequest.builder()
                        .responseSize(responseBytes)
                        .payload(
                                Zeros.payload(
                                        flags.number(
                                                "soak_request_size", UnaryCases.REQUEST_BYTES)))
                        .build();
        int seconds =
                flags.number(
                        "soak_overall_timeout_seconds",
                        Math.ceilDiv(iterations * maxLatencyMillis, 1000));
        this.end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    }

    static void rpcSoak(Target target) throws InterruptedException {
        new SoakCases(target, false).run();
    }

    static void channelSoak(Target target) throws InterruptedException {
        new SoakCases(target, true).run();
    }

    private void run() throws InterruptedException {
        int threads = target.flags().number("soak_num_threads", 1);
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int share = iterations / threads + (i < iterations % threads ? 1 : 0);
            running.add(Thread.ofVirtual().start(() -> soak(share)));
        }
        for (Thread thread : running) {
            thread.join();
        }
        System.out.println(done + " calls, " + failures + " of them failed or were too slow");
        Check.equal(done.get(), iterations, "the number of calls within the time");
        Check.that(
                failures.get() <= target.flags().number("soak_max_failures", 0),
                "few enough calls failed or were too slow");
    }

    private void soak(int share) {
        for (int i = 0; i < share && System.nanoTime() - end < 0; i++) {
            long begin = System.nanoTime();
            if (!succeeds() || millisSince(begin) > maxLatencyMillis) {
                failures.incrementAndGet();
            }
            done.incrementAndGet();
            pause(minMillisBetweenCalls - millisSince(begin));
        }
    }

    private boolean succeeds() {
        try {
            if (newChannelEachTime) {
                try (Channel channel = target.newChannel()) {
                    call(TestService.client(channel));
                }
            } else {
                call(target.service());
            }
            return true;
        } catch (StatusException | AssertionError failure) {
            System.err.println("A call failed: " + failure.getMessage());
            return false;
        }
    }

    private void call(TestService.Client service) {
        UnaryCases.requirePayload(service.unaryCall(request), responseBytes);
    }

    private static long millisSince(long begin) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
