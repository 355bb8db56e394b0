package dev.duet.bench.client;

import dev.duet.StatusException;
import dev.duet.bench.echo.Echo;
import dev.duet.bench.echo.Message;
import dev.duet.client.BidiCall;
import dev.duet.client.Channel;
import dev.duet.proto.Bytes;
import dev.duet.server.Requests;
import dev.duet.server.Responses;
import dev.duet.server.Server;
import dev.duet.testing.FaultProxy;

import java.time.Duration;

/// One bidi stream, full both ways, over a pipe where every byte arrives later: our client and our
/// server with a delaying proxy between them. What a window does not let out in time is lost here.
///
/// Usage: `LongPipe DELAY-MILLIS`, for each way; prints megabytes a second each way.
final class LongPipe {
    private static final int[] MESSAGE_SIZES = {1_024, 1_024 * 1_024};
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration MEASURED = Duration.ofSeconds(4);

    private LongPipe() {}

    public static void main(String[] args) throws Exception {
        Duration delay = Duration.ofMillis(Integer.parseInt(args[0]));
        try (Server server = Server.listen("127.0.0.1", 0).service(new Back()).start();
                FaultProxy proxy = FaultProxy.to(server.port()).delay(delay);
                Channel channel = Channel.to("http://127.0.0.1:" + proxy.port())) {
            for (int size : MESSAGE_SIZES) {
                System.out.printf(
                        "%d ms, messages of %d bytes: %.2f MB/s%n",
                        delay.toMillis(), size, megabytesPerSecond(channel, size));
            }
        }
    }

    private static double megabytesPerSecond(Channel channel, int size)
            throws InterruptedException {
        Message message = new Message(Bytes.of(new byte[size]));
        try (BidiCall<Message, Message> call = Echo.client(channel).bidi()) {
            Thread sender = Thread.startVirtualThread(() -> sendUntilCancelled(call, message));
            receive(call, WARM_UP);
            long start = System.nanoTime();
            long messages = receive(call, MEASURED);
            double seconds = (System.nanoTime() - start) / 1e9;
            call.cancel();
            sender.join();
            return messages * size / 1e6 / seconds;
        }
    }

    private static long receive(BidiCall<Message, Message> call, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        long messages = 0;
        while (System.nanoTime() < end) {
            call.receive();
            messages++;
        }
        return messages;
    }

    private static void sendUntilCancelled(BidiCall<Message, Message> call, Message message) {
        try {
            while (true) {
                call.send(message);
            }
        } catch (StatusException cancelled) {
            // That is how it ends.
        }
    }

    private record Back() implements Echo.Service {
        @Override
        public void bidi(Requests<Message> requests, Responses<Message> responses) {
            requests.forEach(responses::send);
        }
    }
}
