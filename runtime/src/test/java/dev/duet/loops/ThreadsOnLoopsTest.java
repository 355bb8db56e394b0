package dev.duet.loops;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.duet.CallOptions;
import dev.duet.MethodDescriptor;
import dev.duet.MethodDescriptor.Kind;
import dev.duet.client.Channel;
import dev.duet.proto.Wrappers;
import dev.duet.server.Server;
import dev.duet.server.ServiceDefinition;
import dev.duet.testing.JavaProcess;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Handlers on virtual threads that event loops carry: they may do what they may do elsewhere. Runs
/// with `duet.threadsOnLoops`.
@Timeout(60)
@EnabledIfSystemProperty(named = "duet.threadsOnLoops", matches = "true")
class ThreadsOnLoopsTest {
    private static final MethodDescriptor<String, String> WHERE =
            new MethodDescriptor<>(
                    "loops.Service", "Where", Kind.UNARY, Wrappers.STRING, Wrappers.STRING);

    private static final MethodDescriptor<String, String> HOLD =
            new MethodDescriptor<>(
                    "loops.Service", "Hold", Kind.UNARY, Wrappers.STRING, Wrappers.STRING);

    private final CallOptions options = CallOptions.DEFAULT;
    private final List<Channel> channels = new ArrayList<>();
    private final List<Thread> callers = new ArrayList<>();
    private volatile boolean over;
    private Server server;

    @AfterEach
    void stop() throws Exception {
        over = true;
        for (Thread caller : callers) {
            caller.join();
        }
        channels.forEach(Channel::close);
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aHandlerRunsOnTheThreadThatReadsItsConnection() throws Exception {
        start(request -> request);
        assertThat(where()).contains("@duet-loop-");
    }

    @Test
    void callsAreServedWhileMoreHandlersComputeThanThereAreLoops() throws Exception {
        int computing = 4 * Runtime.getRuntime().availableProcessors();
        CountDownLatch running = new CountDownLatch(computing);
        start(
                request -> {
                    running.countDown();
                    while (!over) {
                        Thread.onSpinWait();
                    }
                    return request;
                });
        for (int i = 0; i < computing; i++) {
            hold();
        }
        running.await();
        for (int i = 0; i < 50; i++) {
            assertThat(where()).contains("duet-");
        }
    }

    @Test
    void theLoopGoesOnWhileAHandlerIsPinned() throws Exception {
        start(
                request -> {
                    Slow.touch(); // in a class initializer, a virtual thread keeps its carrier
                    return request;
                });
        hold();
        Pinned.REACHED.await();
        assertThat(where()).contains("@duet-loop-");
        Pinned.END.countDown();
    }

    @Test
    void threadsThatRanBesideALoopEnd() throws Exception {
        start(
                request -> {
                    long end = System.nanoTime() + 20_000_000;
                    while (System.nanoTime() < end) {
                        Thread.onSpinWait();
                    }
                    return request;
                });
        for (int i = 0; i < 20; i++) {
            hold();
        }
        for (Thread caller : callers) {
            caller.join();
        }
        int loops = Runtime.getRuntime().availableProcessors();
        while (loopThreads() > loops) {
            Thread.onSpinWait();
        }
        assertThat(where()).contains("@duet-loop-");
    }

    @Test
    void aServerSaysWhichOptionIsMissing() throws Exception {
        List<String> command = new ArrayList<>(JavaProcess.command(Child.class));
        command.add(1, "-Dduet.threadsOnLoops=true");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(1);
        assertThat(output).contains("--add-opens=java.base/java.lang=ALL-UNNAMED");
    }

    private static long loopThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("duet-loop-"))
                .count();
    }

    private void start(ServiceDefinition.UnaryHandler<String, String> hold) throws Exception {
        server =
                Server.listen(0)
                        .service(
                                ServiceDefinition.builder("loops.Service")
                                        .unary(
                                                WHERE,
                                                request -> {
                                                    Thread.sleep(1); // gives way, and comes back
                                                    return Thread.currentThread().toString();
                                                })
                                        .unary(HOLD, hold)
                                        .build())
                        .start();
    }

    private String where() {
        return channel().unary(WHERE, "", options);
    }

    private void hold() {
        Channel channel = channel();
        callers.add(Thread.ofPlatform().start(() -> channel.unary(HOLD, "", options)));
    }

    private Channel channel() {
        Channel channel = Channel.to("http://localhost:" + server.port());
        channels.add(channel);
        return channel;
    }

    /// What a class's initializer waits for.
    private static final class Pinned {
        static final CountDownLatch REACHED = new CountDownLatch(1);
        static final CountDownLatch END = new CountDownLatch(1);
    }

    /// A class that takes long to initialize.
    private static final class Slow {
        static {
            Pinned.REACHED.countDown();
            try {
                Pinned.END.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        static void touch() {
            // the initializer is what takes long
        }
    }

    /// The process: starts a server.
    static final class Child {
        public static void main(String... args) throws Exception {
            Server.listen(0).start();
        }
    }
}
