package dev.duet.bench.client;

import dev.duet.bench.echo.Echo;
import dev.duet.bench.echo.Message;
import dev.duet.client.Channel;
import dev.duet.proto.Bytes;
import dev.duet.server.Server;

/// Our server and our client in one process: makes one unary call, prints `answered`, and waits to
/// be killed.
public final class DuetFirstCall {
    private static final int PAYLOAD_SIZE = 16;

    private DuetFirstCall() {}

    public static void main(String[] args) throws Exception {
        Server server = Server.listen("127.0.0.1", 0).service(new Unary()).start();
        try (Channel channel = Channel.to("http://127.0.0.1:" + server.port())) {
            Message message = new Message(Bytes.of(new byte[PAYLOAD_SIZE]));
            Message answer = Echo.client(channel).unary(message);
            System.out.println(message.equals(answer) ? "answered" : "answered wrongly");
            server.awaitTermination();
        }
    }

    private record Unary() implements Echo.Service {
        @Override
        public Message unary(Message request) {
            return request;
        }
    }
}
