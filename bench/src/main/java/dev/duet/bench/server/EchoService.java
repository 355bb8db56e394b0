package dev.duet.bench.server;

import dev.duet.bench.echo.Echo;
import dev.duet.bench.echo.Message;
import dev.duet.server.Requests;
import dev.duet.server.Responses;

/// The echo service in blocking style, as a user would write it.
final class EchoService implements Echo.Service {
    private static final int COPIES = 5_000;

    @Override
    public Message unary(Message request) {
        return request;
    }

    @Override
    public void bidi(Requests<Message> requests, Responses<Message> responses) {
        for (Message message : requests) {
            responses.send(message);
        }
    }

    @Override
    public void serverStream(Message request, Responses<Message> responses) {
        for (int i = 0; i < COPIES; i++) {
            responses.send(request);
        }
    }
}
