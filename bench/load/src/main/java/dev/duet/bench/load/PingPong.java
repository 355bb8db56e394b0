package dev.duet.bench.load;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/// A message going to and fro on each of many streams, counted.
public final class PingPong {
    private static final long ENDING_SECONDS = 20;

    private final LongAdder echoes = new LongAdder();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final CountDownLatch open;
    private volatile boolean stopping;

    PingPong(int streams) {
        open = new CountDownLatch(streams);
    }

    /// A message has come back.
    ///
    /// @return whether to send the next; if not, the stream is to be ended
    public boolean echoed() {
        echoes.increment();
        return !stopping;
    }

    /// The server has ended a stream after the client did.
    public void ended() {
        open.countDown();
    }

    /// A stream broke.
    public void failed(Throwable reason) {
        failure.compareAndSet(null, reason);
        open.countDown();
    }

    /// Lets `streams` streams run and prints how many messages came back.
    static void run(EchoClient client, int streams, Stretch stretch) throws InterruptedException {
        PingPong run = new PingPong(streams);
        for (int i = 0; i < streams; i++) {
            client.pingPong(run);
        }
        run.sleep(stretch.warmUpSeconds());
        double cpuBefore = stretch.serverCpuSeconds();
        long before = run.echoes.sum();
        long start = System.nanoTime();
        run.sleep(stretch.seconds());
        long messages = run.echoes.sum() - before;
        double elapsed = (System.nanoTime() - start) / 1e9;
        double cpuSeconds = stretch.serverCpuSeconds() - cpuBefore;
        run.stopping = true;
        if (!run.open.await(ENDING_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(run.open.getCount() + " streams did not end");
        }
        run.check();
        Output.print("messages", messages);
        Output.print("seconds", elapsed);
        Output.print("messages-per-second", messages / elapsed);
        Output.print("server-cpu-seconds", cpuSeconds);
    }

    private void sleep(double seconds) throws InterruptedException {
        Thread.sleep(Math.round(seconds * 1_000));
        check();
    }

    private void check() {
        if (failure.get() != null) {
            throw new IllegalStateException("a stream broke: " + failure.get(), failure.get());
        }
    }
}
