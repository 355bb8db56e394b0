package dev.duet.bench.peer;

import com.google.protobuf.ByteString;

import dev.duet.bench.echo.EchoGrpc;
import dev.duet.bench.echo.Message;
import dev.duet.bench.load.ClientProgram;
import dev.duet.bench.load.EchoClient;
import dev.duet.bench.load.PingPong;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;

import java.util.Arrays;

/// grpc-java's client with its asynchronous stub, which is the only one it has for streams.
///
/// Usage: `GrpcJavaClient (default|direct) …`, followed by what [ClientProgram] takes. With
/// `direct` the observers run on Netty's event loops.
public final class GrpcJavaClient implements EchoClient {
    private static final Message MESSAGE =
            Message.newBuilder().setPayload(ByteString.copyFrom(new byte[PAYLOAD_SIZE])).build();

    private final ManagedChannel channel;
    private final EchoGrpc.EchoStub echo;

    private GrpcJavaClient(int port, boolean direct) {
        NettyChannelBuilder builder =
                NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext();
        channel = (direct ? builder.directExecutor() : builder).build();
        echo = EchoGrpc.newStub(channel);
    }

    public static void main(String[] args) {
        boolean direct = args[0].equals("direct");
        String[] rest = Arrays.copyOfRange(args, 1, args.length);
        ClientProgram.run(rest, port -> new GrpcJavaClient(port, direct));
    }

    @Override
    public void pingPong(PingPong run) {
        echo.bidi(new Exchange(run));
    }

    @Override
    public void unary(Outcome outcome) {
        echo.unary(MESSAGE, new Answer(outcome));
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    /// One stream: answers every message with the next.
    private static final class Exchange implements ClientResponseObserver<Message, Message> {
        private final PingPong run;
        private ClientCallStreamObserver<Message> requests;

        Exchange(PingPong run) {
            this.run = run;
        }

        @Override
        public void beforeStart(ClientCallStreamObserver<Message> requestStream) {
            requests = requestStream;
            requestStream.setOnReadyHandler(new FirstMessage());
        }

        @Override
        public void onNext(Message message) {
            if (!MESSAGE.equals(message)) {
                run.failed(new IllegalStateException("not the message that was sent"));
            } else if (run.echoed()) {
                requests.onNext(MESSAGE);
            } else {
                requests.onCompleted();
            }
        }

        @Override
        public void onError(Throwable reason) {
            run.failed(reason);
        }

        @Override
        public void onCompleted() {
            run.ended();
        }

        /// Sends the first message as soon as the call has begun.
        private final class FirstMessage implements Runnable {
            private boolean sent;

            @Override
            public void run() {
                if (!sent) {
                    sent = true;
                    requests.onNext(MESSAGE);
                }
            }
        }
    }

    /// One unary call.
    private record Answer(Outcome outcome) implements StreamObserver<Message> {
        @Override
        public void onNext(Message message) {
            if (!MESSAGE.equals(message)) {
                throw new IllegalStateException("not the message that was sent");
            }
        }

        @Override
        public void onError(Throwable reason) {
            outcome.failed(reason);
        }

        @Override
        public void onCompleted() {
            outcome.answered();
        }
    }
}
