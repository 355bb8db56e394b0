package dev.duet.testing;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// One connection through a [FaultProxy]: two sockets, and for each direction a thread that reads
/// and one that writes, with a queue between them that holds what is on its way.
final class ProxiedConnection {
    private static final int CHUNK = 64 * 1024;
    private static final int CHUNKS_ON_THEIR_WAY = 64;

    private final Socket client;
    private final Socket server;
    private final Consumer<ProxiedConnection> whenOver;
    private final Thread[] threads = new Thread[4];
    private final AtomicInteger directions = new AtomicInteger(2);

    ProxiedConnection(Socket client, Socket server, Consumer<ProxiedConnection> whenOver)
            throws IOException {
        this.client = client;
        this.server = server;
        this.whenOver = whenOver;
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
    }

    /// Bytes that leave at a certain time; none for the end of the stream.
    private record Chunk(byte[] bytes, int count, long leavesAt) {
        boolean isEnd() {
            return count < 0;
        }
    }

    void start(Faults up, Faults down) {
        BlockingQueue<Chunk> upward = new ArrayBlockingQueue<>(CHUNKS_ON_THEIR_WAY);
        BlockingQueue<Chunk> downward = new ArrayBlockingQueue<>(CHUNKS_ON_THEIR_WAY);
        threads[0] = thread("proxy-up-in", () -> receive(client, upward, up));
        threads[1] = thread("proxy-up-out", () -> forward(upward, server, up));
        threads[2] = thread("proxy-down-in", () -> receive(server, downward, down));
        threads[3] = thread("proxy-down-out", () -> forward(downward, client, down));
        for (Thread thread : threads) {
            thread.start();
        }
    }

    /// Resets both sockets: what was on its way is lost.
    void kill() {
        reset(client);
        reset(server);
        for (Thread thread : threads) {
            if (thread != null) {
                thread.interrupt();
            }
        }
        whenOver.accept(this);
    }

    /// Closes with a reset instead of an orderly end.
    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It was closed already.
        }
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private Thread thread(String name, Work work) {
        return Thread.ofVirtual()
                .name(name)
                .unstarted(
                        () -> {
                            try {
                                work.run();
                            } catch (IOException | InterruptedException e) {
                                kill();
                            }
                        });
    }

    private static void receive(Socket from, BlockingQueue<Chunk> queue, Faults faults)
            throws IOException, InterruptedException {
        long lineFreeAt = System.nanoTime();
        int count;
        do {
            byte[] bytes = new byte[CHUNK];
            count = from.getInputStream().read(bytes);
            lineFreeAt = Math.max(lineFreeAt, System.nanoTime());
            lineFreeAt += faults.nanosOnTheLine(Math.max(count, 0));
            queue.put(new Chunk(bytes, count, lineFreeAt + faults.delay()));
        } while (count >= 0);
    }

    private void forward(BlockingQueue<Chunk> queue, Socket to, Faults faults)
            throws IOException, InterruptedException {
        long forwarded = 0;
        while (true) {
            Chunk chunk = queue.take();
            TimeUnit.NANOSECONDS.sleep(chunk.leavesAt() - System.nanoTime());
            faults.awaitNoStall();
            if (chunk.isEnd()) {
                end(to);
                return;
            }
            int count = (int) Math.min(chunk.count(), faults.cutAfter() - forwarded);
            if (count > 0) {
                to.getOutputStream().write(chunk.bytes(), 0, count);
                faults.countForwarded(count);
                forwarded += count;
            }
            if (forwarded >= faults.cutAfter()) {
                cut(to);
                return;
            }
        }
    }

    private void end(Socket to) throws IOException {
        to.shutdownOutput();
        if (directions.decrementAndGet() == 0) {
            client.close();
            server.close();
            whenOver.accept(this);
        }
    }

    /// Ends the connection in a way that still lets `to` read what was forwarded.
    private void cut(Socket to) throws IOException {
        to.close();
        kill();
    }
}
