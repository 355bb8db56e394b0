package dev.duet.internal.rpc;

import dev.duet.internal.http2.Stream;
import dev.duet.internal.http2.StreamException;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/// Serves a call on the event loop, for handlers that never block: no thread is woken for it. Run
/// by the loop whenever there may be something to do.
///
/// A unary call is served when its request is complete. Of a stream, messages are delivered one
/// after the other, and none as long as a response waits for room: so a slow reader holds up its
/// own stream and nothing else.
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
    private boolean begun;
    private boolean done;

    LoopServing(ServerCall<Q, S> call, Stream stream, MessageReceiver<Q> receiver) {
        this.call = call;
        this.stream = stream;
        this.receiver = receiver;
    }

    @Override
    public void run() {
        if (done) {
            return;
        }
        long start = System.nanoTime();
        switch (call.place()) {
            case CALL_THREAD -> throw new AssertionError("not served on the loop");
            case LOOP_WITH_REQUEST -> serveRequest();
            case LOOP_BY_MESSAGE -> deliver();
        }
        long nanos = System.nanoTime() - start;
        if (nanos > TOO_LONG_NANOS) {
            LOG.log(
                    Level.WARNING,
                    "the handler of {0} has held up its event loop for {1} ms",
                    call.descriptor().path(),
                    nanos / 1_000_000);
        }
    }

    private void serveRequest() {
        try {
            done = receiver.isDue() && receiver.isComplete();
        } catch (StreamException e) {
            done = true; // the call finds it out itself
        }
        if (done) {
            call.run();
        }
    }

    private void deliver() {
        if (!begun) {
            begun = true;
            done = !call.attempt(call::handle);
        }
        if (!done && isDue() && !call.attempt(this::deliverDue)) {
            done = true;
        }
    }

    private boolean isDue() {
        try {
            return stream.hasRoom(this) && receiver.isDue();
        } catch (StreamException e) {
            done = true;
            call.finish(e.failure());
            return false;
        }
    }

    /// Delivers what is there, until something has to wait.
    private Void deliverDue() throws Exception {
        MessageSink<Q> sink = call.sink();
        do {
            Q request = call.receive();
            if (request == null) {
                done = true;
                sink.onHalfClose();
                call.succeed();
                return null;
            }
            sink.onMessage(request);
        } while (stream.hasRoom(this) && receiver.isDue());
        return null;
    }
}
