package dev.duet.bench.client;

import dev.duet.StatusException;
import dev.duet.bench.echo.Echo;
import dev.duet.bench.echo.Message;
import dev.duet.bench.load.ClientProgram;
import dev.duet.bench.load.EchoClient;
import dev.duet.bench.load.PingPong;
import dev.duet.client.BidiCall;
import dev.duet.client.Channel;
import dev.duet.proto.Bytes;

/// Our client in blocking style: every stream and every unary call has a virtual thread of its own.
public final class DuetClient implements EchoClient {
    private static final Message MESSAGE = new Message(Bytes.of(new byte[PAYLOAD_SIZE]));

    private final Channel channel;
    private final Echo.Client echo;

    private DuetClient(int port) {
        channel = Channel.to("http://127.0.0.1:" + port);
        echo = Echo.client(channel);
    }

    public static void main(String[] args) {
        ClientProgram.run(args, DuetClient::new);
    }

    @Override
    public void pingPong(PingPong run) {
        Thread.startVirtualThread(() -> exchange(run));
    }

    private void exchange(PingPong run) {
        try (BidiCall<Message, Message> call = echo.bidi()) {
            do {
                call.send(MESSAGE);
                check(call.receive());
            } while (run.echoed());
            call.complete();
            call.await();
            run.ended();
        } catch (StatusException | IllegalStateException e) {
            run.failed(e);
        }
    }

    @Override
    public void unary(Outcome outcome) {
        Thread.startVirtualThread(
                () -> {
                    try {
                        check(echo.unary(MESSAGE));
                        outcome.answered();
                    } catch (StatusException | IllegalStateException e) {
                        outcome.failed(e);
                    }
                });
    }

    private static void check(Message answer) {
        if (!MESSAGE.equals(answer)) {
            throw new IllegalStateException("not the message that was sent: " + answer);
        }
    }

    @Override
    public void close() {
        channel.close();
    }
}
