package dev.duet.internal.rpc;

import dev.duet.internal.http2.LoopReader;
import dev.duet.internal.http2.Stream;
import dev.duet.internal.http2.StreamException;
import dev.duet.internal.transport.HandlerClock;

import java.nio.ByteBuffer;

/// Serves a call on the event loop, for handlers that never block: no thread is woken for it. Run
/// by the loop whenever there may be something to do.
///
/// A unary call is served when its request is complete. Of a stream, messages are delivered as soon
/// as they have arrived, one that makes up a frame straight from it, and none as long as a response
/// waits for room: so a slow reader holds up its own stream and nothing else.
///
/// @param <Q> the request type
/// @param <S> the response type
final class LoopServing<Q, S> implements LoopReader {
    private final ServerCall<Q, S> call;
    private final Stream stream;
    private final MessageReceiver<Q> receiver;
    private MessageSink<Q> sink;
    private boolean done;

    LoopServing(ServerCall<Q, S> call, Stream stream, MessageReceiver<Q> receiver) {
        this.call = call;
        this.stream = stream;
        this.receiver = receiver;
    }

    /// Begins to serve the call. On the event loop, when its stream is opened.
    void begin() {
        stream.readOnLoop(this, MessagePrefix.BYTES);
        if (call.place() == ServerMethod.Place.LOOP_BY_MESSAGE) {
            try {
                call.handle();
                sink = call.sink();
            } catch (Throwable e) {
                end(e);
            }
        }
    }

    @Override
    public void run() {
        if (done) {
            return;
        }
        HandlerClock clock = clock();
        clock.begin();
        try {
            if (call.place() == ServerMethod.Place.LOOP_BY_MESSAGE) {
                deliver();
            } else {
                serveRequest();
            }
        } catch (Throwable e) {
            end(e);
        }
        clock.end(call.descriptor().path());
    }

    private void serveRequest() throws StreamException {
        if (receiver.isDue() && receiver.isComplete()) {
            done = true;
            call.run();
        }
    }

    @Override
    public boolean takes(ByteBuffer frame, int offset, int count) {
        return !done
                && sink != null
                && receiver.isWholeMessage(frame, offset, count)
                && stream.hasRoom();
    }

    @Override
    public void read(ByteBuffer frame, int offset, int count) {
        HandlerClock clock = clock();
        clock.begin();
        try {
            sink.onMessage(call.receive(frame, offset, count));
        } catch (Throwable e) {
            end(e);
        }
        clock.end(call.descriptor().path());
    }

    private HandlerClock clock() {
        return stream.connection().loop().handlerClock();
    }

    /// Delivers what is there, until something has to wait.
    private void deliver() throws Exception {
        while (stream.hasRoom(this) && receiver.isDue()) {
            Q request = call.receive();
            if (request == null) {
                done = true;
                sink.onHalfClose();
                call.succeed();
                return;
            }
            sink.onMessage(request);
        }
    }

    private void end(Throwable thrown) {
        done = true;
        call.fail(thrown);
    }
}
