package dev.duet.internal.rpc;

import dev.duet.internal.http2.Stream;
import dev.duet.internal.http2.StreamException;
import dev.duet.internal.transport.HandlerClock;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/// Serves a call on the event loop, for handlers that never block: no thread is woken for it. Run
/// by the loop whenever there may be something to do.
///
/// A unary call is served when its request is complete. Of a stream, messages are delivered as soon
/// as they have arrived, while their bytes are in the processor's cache, and none as long as a
/// response waits for room: so a slow reader holds up its own stream and nothing else.
///
/// @param <Q> the request type
/// @param <S> the response type
final class LoopServing<Q, S> implements Runnable {
    /// A handler that takes longer is reported: it holds up all connections of its loop.
    private static final long TOO_LONG_NANOS = 100_000_000;

    private static final Logger LOG = System.getLogger(LoopServing.class.getName());

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
        HandlerClock clock = stream.connection().loop().handlerClock();
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
        long nanos = clock.end();
        if (nanos > TOO_LONG_NANOS) {
            LOG.log(
                    Level.WARNING,
                    "an event loop was held up for {0} ms by the handler of {1}, or by one that ran"
                            + " just before it",
                    nanos / 1_000_000,
                    call.descriptor().path());
        }
    }

    private void serveRequest() throws StreamException {
        if (receiver.isDue() && receiver.isComplete()) {
            done = true;
            call.run();
        }
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
