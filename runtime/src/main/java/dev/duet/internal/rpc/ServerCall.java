package dev.duet.internal.rpc;

import dev.duet.Deadline;
import dev.duet.Metadata;
import dev.duet.MethodDescriptor;
import dev.duet.Status;
import dev.duet.StatusException;
import dev.duet.internal.http2.Connection;
import dev.duet.internal.http2.Stream;
import dev.duet.internal.http2.StreamException;
import dev.duet.internal.http2.Wakeable;
import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.log.LazyLogger;
import dev.duet.internal.transport.Timer;

import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.TimeoutException;

/// One call as the server sees it: requests come in, responses go out, in any order.
///
/// It runs its handler on a thread of its own and ends with a status, whatever happens. One thread
/// may receive while others send.
///
/// @param <Q> the request type
/// @param <S> the response type
public final class ServerCall<Q, S> implements Runnable, Wakeable {
    /// The call that the current thread serves.
    public static final ScopedValue<ServerCall<?, ?>> CURRENT = ScopedValue.newInstance();

    private static final LazyLogger LOG = new LazyLogger(ServerCall.class);

    private static final Status HANDLER_FAILED =
            Status.UNKNOWN.withDescription("the handler failed");

    private final ServerEndpoint endpoint;
    private final Stream stream;
    private final RequestHead head;
    private final ServerMethod<Q, S> method;
    private final MessageReceiver<Q> receiver;
    private final ResponseSide<S> responses;
    private final Deadline deadline;
    private final CallThreads threads;
    private final Runnable onDone;
    private Timer timer;

    private final Cancellation cancellation;

    /// Whether the status has been sent, or would have been. One thread ends the call.
    private volatile boolean finished;

    /// Where requests are delivered on the event loop, or null.
    private MessageSink<Q> sink;

    /// What interceptors want to see, or null.
    private Hooks hooks;

    /// Whether the handler wants to be told when the server drains.
    private volatile boolean asksOnDrain;

    /// Made on the event loop.
    ///
    /// @param threads where handlers that may block run
    /// @param onDone to be run when the handler has returned
    ServerCall(
            ServerEndpoint endpoint,
            Stream stream,
            RequestHead head,
            ServerMethod<Q, S> method,
            CallThreads threads,
            Runnable onDone) {
        this.endpoint = endpoint;
        this.stream = stream;
        this.head = head;
        this.method = method;
        this.threads = threads;
        this.onDone = onDone;
        this.cancellation = new Cancellation(stream);
        MethodDescriptor<Q, S> descriptor = method.descriptor();
        this.receiver =
                new MessageReceiver<>(
                        stream,
                        descriptor.requestCodec(),
                        endpoint.compression(),
                        endpoint.maxMessageBytes());
        this.receiver.decompressWith(head.encoding());
        this.responses =
                new ResponseSide<>(stream, descriptor.responseCodec(), endpoint.compression());
        boolean timed = head.timeoutNanos() != Long.MAX_VALUE;
        this.deadline = timed ? Deadline.afterNanos(head.timeoutNanos(), System::nanoTime) : null;
    }

    /// Arms the deadline, listens for the peer's cancelling, and has the call served. On the event
    /// loop.
    void begin() {
        if (deadline != null) {
            timer =
                    stream.connection()
                            .loop()
                            .schedule(head.timeoutNanos(), cancellation::deadlineExceeded);
        }
        stream.onFailure(cancellation);
        if (method.place() == ServerMethod.Place.CALL_THREAD) {
            stream.connection().waker().add(this);
        } else {
            new LoopServing<>(this, stream, receiver).begin();
        }
    }

    /// Hands the call to a thread.
    @Override
    public void wake() {
        threads.run(this);
    }

    @Override
    public boolean runsOnLoop() {
        return threads.runOnLoop();
    }

    @Override
    public Connection connection() {
        return stream.connection();
    }

    /// Serves the call, on its thread.
    @Override
    public void run() {
        try {
            handle();
        } catch (Throwable e) {
            fail(e);
            return;
        }
        succeed();
    }

    /// Runs interceptors and handler.
    void handle() throws Exception {
        ScopedValue.where(CURRENT, this)
                .call(
                        () -> {
                            method.handler().handle(this);
                            return null;
                        });
    }

    /// Ends the call because of what its handler has thrown.
    void fail(Throwable thrown) {
        switch (thrown) {
            case StatusException e -> finish(e.status(), e.trailers());
            case StreamException e ->
                    finish(cancellation.ended(e.failure()).status(), Metadata.EMPTY);
            default -> {
                if (abandoned() == null) {
                    String handler = "the handler of " + descriptor().path();
                    LOG.get().log(Level.WARNING, handler + " failed", thrown);
                }
                finish(HANDLER_FAILED, Metadata.EMPTY);
            }
        }
    }

    void succeed() {
        finish(Status.OK, Metadata.EMPTY);
    }

    // ---- where it is served

    ServerMethod.Place place() {
        return method.place();
    }

    /// Has the requests of a call that is served on the event loop delivered.
    ///
    /// @param target where they go
    public void deliverTo(MessageSink<Q> target) {
        sink = target;
    }

    MessageSink<Q> sink() {
        return sink;
    }

    // ---- what handlers see

    /// The method that is called.
    ///
    /// @return its descriptor
    public MethodDescriptor<Q, S> descriptor() {
        return method.descriptor();
    }

    /// What the client has sent beside messages.
    ///
    /// @return the request's metadata
    public Metadata metadata() {
        return head.metadata();
    }

    /// When the client gives up.
    ///
    /// @return the deadline, or null
    public Deadline deadline() {
        return deadline;
    }

    /// The client's address, for people.
    ///
    /// @return such as `127.0.0.1:50051`
    public String peer() {
        return stream.connection().transport().peer();
    }

    /// Why nobody waits for the answer any more.
    ///
    /// @return CANCELLED or DEADLINE_EXCEEDED; null as long as the call goes on
    public Status abandoned() {
        return cancellation.reason();
    }

    /// Asks to be told when the call is given up; at once, if it has been already. The action must
    /// not block.
    ///
    /// @param action what to do
    public void onCancel(Runnable action) {
        cancellation.onCancel(action);
    }

    /// What interceptors want to see of this call; to be filled before its handler runs.
    ///
    /// @return the hooks
    public Hooks hooks() {
        if (hooks == null) {
            hooks = new Hooks();
        }
        return hooks;
    }

    /// Whether the server is about to stop.
    ///
    /// @return true once it drains
    public boolean draining() {
        return endpoint.draining();
    }

    /// Asks to be told when the server is about to stop; at once, if it is already. Replaces what
    /// was asked before.
    ///
    /// @param action what to do, on a virtual thread of its own
    public void onDrain(Runnable action) {
        asksOnDrain = true;
        endpoint.onDrain(this, action);
        if (finished) {
            endpoint.forgetOnDrain(this);
        }
    }

    /// Sets the metadata that goes before the first message; sends it at once if asked.
    ///
    /// @param metadata the headers
    /// @throws StatusException if the call has ended
    /// @throws IllegalStateException if headers have been sent
    public void sendHeaders(Metadata metadata) {
        try {
            responses.sendHeaders(metadata);
        } catch (StreamException e) {
            throw cancellation.ended(e.failure());
        } catch (InterruptedException e) {
            throw cancellation.interrupted();
        }
    }

    /// Adds to the metadata that goes after the last message.
    ///
    /// @param metadata the trailers
    public void addTrailers(Metadata metadata) {
        responses.addTrailers(metadata);
    }

    /// Compresses messages from now on, if the client understands the encoding; to be called before
    /// the first message.
    ///
    /// @param name the encoding
    /// @throws IllegalArgumentException if the server does not know it
    public void compressWith(String name) {
        if (!endpoint.compression().knows(name)) {
            throw new IllegalArgumentException("the encoding " + name + " is not known");
        }
        if (Compression.parseAccept(head.acceptEncoding()).contains(name)) {
            responses.compressWith(name);
        }
    }

    /// Says whether the responses that follow are compressed, if there is an encoding.
    ///
    /// @param on false to send them as they are
    public void compressing(boolean on) {
        responses.compressing(on);
    }

    /// Whether the last request that was received had come compressed.
    ///
    /// @return true if it had
    public boolean receivedCompressed() {
        return receiver.lastCompressed();
    }

    /// Waits for the next request.
    ///
    /// @return the request, or null when the client has sent its last
    /// @throws StatusException if the call has ended, or the bytes are no message
    public Q receive() {
        try {
            return receive(Long.MAX_VALUE);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /// Waits for the next request for some time.
    ///
    /// @param deadlineNanos until when, as [System#nanoTime] counts
    /// @return the request, or null when the client has sent its last
    /// @throws TimeoutException if none has come in time
    /// @throws StatusException if the call has ended, or the bytes are no message
    public Q receive(long deadlineNanos) throws TimeoutException {
        try {
            Q request = receiver.receive(deadlineNanos);
            if (hooks != null) {
                hooks.request(request);
            }
            return request;
        } catch (StreamException e) {
            throw cancellation.ended(e.failure());
        } catch (InterruptedException e) {
            throw cancellation.interrupted();
        }
    }

    /// Decodes a request that makes up the content of a frame.
    Q receive(ByteBuffer frame, int offset, int size) {
        Q request = receiver.receive(frame, offset, size);
        if (hooks != null) {
            hooks.request(request);
        }
        return request;
    }

    /// Waits for the only request of a call.
    ///
    /// @return the request
    /// @throws StatusException UNIMPLEMENTED if there is none, or more than one
    public Q receiveOnly() {
        Q request = receive();
        if (request == null || receive() != null) {
            throw Status.UNIMPLEMENTED
                    .withDescription("the method takes exactly one request")
                    .exception();
        }
        return request;
    }

    /// Sends a response; waits while there is no room.
    ///
    /// @param response the message
    /// @throws StatusException if the call has ended
    public void send(S response) {
        send(response, Long.MAX_VALUE);
    }

    /// Sends a response if there is room in time.
    ///
    /// @param response the message
    /// @param deadlineNanos until when to wait, as [System#nanoTime] counts; `Long.MIN_VALUE` for
    ///   not at all
    /// @return false if there was no room; nothing was sent then
    /// @throws StatusException if the call has ended
    public boolean send(S response, long deadlineNanos) {
        try {
            boolean sent = responses.send(response, deadlineNanos);
            if (sent && hooks != null) {
                hooks.response(response);
            }
            return sent;
        } catch (StreamException e) {
            throw cancellation.ended(e.failure());
        } catch (InterruptedException e) {
            throw cancellation.interrupted();
        }
    }

    /// Gives the only response of a call. It is sent, with the status and in one step, when the
    /// handler and the interceptors have returned.
    ///
    /// @param response the message, not null
    public void sendOnly(S response) {
        responses.keepOnly(Objects.requireNonNull(response, "the handler has returned null"));
        if (hooks != null) {
            hooks.response(response);
        }
    }

    // ---- how it ends

    private void finish(Status status, Metadata last) {
        if (finished) {
            return;
        }
        finished = true;
        onDone.run();
        if (asksOnDrain) {
            endpoint.forgetOnDrain(this);
        }
        if (timer != null) {
            timer.cancel();
        }
        Status sent = status;
        try {
            complete(status, last);
        } catch (RuntimeException | Error e) {
            LOG.get().log(Level.WARNING, "the response of " + descriptor().path() + " failed", e);
            sent = HANDLER_FAILED;
            try {
                complete(sent, last);
            } catch (RuntimeException | Error again) {
                stream.reset(ErrorCode.INTERNAL_ERROR, "the response failed");
            }
        }
        if (hooks != null) {
            tellEnd(abandoned() == null ? sent : abandoned(), last);
        }
    }

    /// Sends the status, unless it has been sent, and lets go of the stream.
    private void complete(Status status, Metadata last) {
        try {
            responses.complete(status, last);
            stream.stopReceiving();
        } catch (StreamException e) {
            // the client has gone: nobody to tell
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stream.reset(ErrorCode.CANCEL, "the handler was interrupted");
        }
    }

    /// Tells interceptors, whose faults are their own.
    private void tellEnd(Status status, Metadata last) {
        try {
            hooks.end(status, responses.trailers().merge(last));
        } catch (RuntimeException e) {
            LOG.get().log(Level.WARNING, "an interceptor failed at the end of a call", e);
        }
    }
}
