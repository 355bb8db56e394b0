package dev.duet.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.testing.JavaProcess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.io.FileInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A process that has run out of file descriptors goes on accepting when it has some again, and
/// does not burn a processor meanwhile. It takes a process of its own to try.
class DescriptorShortageTest {
    private static final int LIMIT = 150;

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void acceptingPausesAndGoesOnAfterwards() throws Exception {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("sh", "-c", "ulimit -n " + LIMIT + " && exec \"$0\" \"$@\""));
        command.addAll(JavaProcess.command(Child.class));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("will try again").contains("Too many open files");
    }

    /// The process: uses up the descriptors, connects to itself with the last one, and frees them.
    static final class Child {
        private final BlockingQueue<Transport> accepted = new LinkedBlockingQueue<>();
        private final EventLoops loops = new EventLoops("loop", 1, System::nanoTime);
        private final EventLoop loop = loops.next();

        public static void main(String... args) throws Exception {
            Child child = new Child();
            Acceptor.Listener listener = (transport, loop) -> child.accepted.add(transport);
            InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            try (Acceptor acceptor = Acceptor.listen(any, child.loops::next, listener)) {
                child.run((InetSocketAddress) acceptor.address());
            }
        }

        private void run(InetSocketAddress address) throws Exception {
            long spent;
            try (Socket first = connect(address)) {
                expectConnection(first);
                loop.report("will try again: loads the classes for logging", new IOException());
                cpuOverATimer(1); // and those for measuring
                Deque<FileInputStream> hogs = useUpDescriptors();
                hogs.pop().close();
                try (Socket second = connect(address)) {
                    spent = cpuOverATimer(TimeUnit.SECONDS.toNanos(1));
                    if (!accepted.isEmpty()) {
                        throw new AssertionError("there was a descriptor left");
                    }
                    while (!hogs.isEmpty()) {
                        hogs.pop().close();
                    }
                    expectConnection(second);
                }
            }
            if (spent > TimeUnit.MILLISECONDS.toNanos(300)) {
                throw new AssertionError("the loop was busy for " + spent + " ns");
            }
        }

        private static Socket connect(InetSocketAddress address) throws IOException {
            return new Socket(address.getAddress(), address.getPort());
        }

        private void expectConnection(Socket socket) throws InterruptedException {
            Transport transport = accepted.poll(30, TimeUnit.SECONDS);
            if (transport == null || !transport.peer().endsWith(":" + socket.getLocalPort())) {
                throw new AssertionError("not accepted: " + socket);
            }
        }

        private static Deque<FileInputStream> useUpDescriptors() throws IOException {
            Path file = Files.createTempFile("duet", "hog");
            file.toFile().deleteOnExit();
            Deque<FileInputStream> hogs = new ArrayDeque<>();
            try {
                while (true) {
                    hogs.push(new FileInputStream(file.toFile()));
                }
            } catch (IOException e) {
                return hogs;
            }
        }

        /// The processor time that the loop uses until a timer has fired.
        private long cpuOverATimer(long nanos) throws Exception {
            var threads = ManagementFactory.getThreadMXBean();
            CountDownLatch fired = new CountDownLatch(1);
            long[] cpu = new long[2];
            loop.execute(() -> cpu[0] = threads.getCurrentThreadCpuTime());
            loop.schedule(
                    nanos,
                    () -> {
                        cpu[1] = threads.getCurrentThreadCpuTime();
                        fired.countDown();
                    });
            fired.await();
            return cpu[1] - cpu[0];
        }
    }
}
