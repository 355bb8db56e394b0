package dev.duet.bench.peer;

import dev.duet.bench.echo.EchoGrpc;
import dev.duet.bench.echo.Message;

import io.grpc.stub.StreamObserver;

/// The echo service in the style that grpc-java's tutorial teaches, for every peer that takes its
/// services.
public final class EchoService extends EchoGrpc.EchoImplBase {
    private static final int COPIES = 5_000;

    @Override
    public void unary(Message request, StreamObserver<Message> responses) {
        responses.onNext(request);
        responses.onCompleted();
    }

    @Override
    public StreamObserver<Message> bidi(StreamObserver<Message> responses) {
        return new StreamObserver<>() {
            @Override
            public void onNext(Message message) {
                responses.onNext(message);
            }

            @Override
            public void onError(Throwable cancelled) {
                // The call is over; nothing is held that would have to be given back.
            }

            @Override
            public void onCompleted() {
                responses.onCompleted();
            }
        };
    }

    @Override
    public void serverStream(Message request, StreamObserver<Message> responses) {
        for (int i = 0; i < COPIES; i++) {
            responses.onNext(request);
        }
        responses.onCompleted();
    }
}
