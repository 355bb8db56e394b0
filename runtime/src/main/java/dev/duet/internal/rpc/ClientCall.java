package dev.duet.internal.rpc;

import dev.duet.CallOptions;
import dev.duet.Deadline;
import dev.duet.Metadata;
import dev.duet.MethodDescriptor;
import dev.duet.ResponseInfo;
import dev.duet.Status;
import dev.duet.StatusException;
import dev.duet.internal.http2.Connection;
import dev.duet.internal.http2.Reactors;
import dev.duet.internal.http2.StreamException;
import dev.duet.internal.http2.StreamFailure;
import dev.duet.proto.ProtoWriter;

import java.util.concurrent.TimeoutException;

/// One call as the client sees it: what all four kinds are made of.
///
/// A call is one or several attempts ([Attempt]), each on a stream of its own. It is committed to
/// one of them when the headers of a response arrive there, or when no more can be kept for another
/// attempt ([RequestStream]). Until then a failed attempt may be followed by another, as [Retries]
/// decides, or several go on side by side ([Hedging]). Further attempts are made on virtual threads
/// of their own: whoever finds out that an attempt has failed may be the one whose reading the
/// server waits for.
///
/// One thread may receive while others send. The call ends when the status has been read, when it
/// is cancelled, or when its deadline passes; every operation after that throws, or returns null at
/// the end of an OK call. Its end is told once, whatever became of attempts.
///
/// @param <Q> the request type
/// @param <S> the response type
public final class ClientCall<Q, S> {
    private static final Status DEADLINE_PASSED =
            Status.DEADLINE_EXCEEDED.withDescription("the call's deadline has passed");

    private final ClientContext context;
    private final MethodDescriptor<Q, S> method;
    private final CallOptions options;
    private final CallPlan plan;
    private final Hooks hooks;
    private final ResponseInfo info;
    private final CallEnd end;
    private final Attempts<S> attempts;
    private final RequestStream<Q, S> requests;

    /// Null unless several attempts go on side by side.
    private final Hedging<Q, S> hedging;

    // The receiver's own.
    private Attempt<S> responding;
    private int received;

    /// Prepares a call; nothing is sent before [#start].
    ///
    /// @param context what the calls of the channel have in common
    /// @param method what is called
    /// @param options how, as the caller says
    /// @param plan how, as the channel says
    /// @param hooks what interceptors want to see, or null
    /// @param only the only request, or null if there may be many
    public ClientCall(
            ClientContext context,
            MethodDescriptor<Q, S> method,
            CallOptions options,
            CallPlan plan,
            Hooks hooks,
            Q only) {
        this.context = context;
        this.method = method;
        this.options = options;
        this.plan = plan;
        this.hooks = hooks;
        this.info = options.responseInfo();
        this.end = new CallEnd(info, hooks);
        MessageEncoder<Q> encoder =
                new MessageEncoder<>(method.requestCodec(), context.compression());
        encoder.compressWith(encoding());
        this.requests =
                new RequestStream<>(this, encoder, plan.maxRequestBytes(), buffer(only), only);
        switch (plan.attempts()) {
            case RetryRules rules -> {
                this.hedging = null;
                this.attempts =
                        new Attempts<>(
                                this, new Retries(rules, plan.throttle(), options.deadline()));
            }
            case HedgingRules rules -> {
                this.hedging = new Hedging<>(this, requests, rules, plan.throttle());
                this.attempts = new Attempts<>(this, null);
            }
        }
    }

    /// What requests are kept in, or null if the only one is there to be sent again.
    private ReplayBuffer buffer(Q only) {
        if (only == null) {
            boolean once = plan.attempts() == RetryRules.NONE;
            return new ReplayBuffer(
                    context.replayBudget(),
                    once ? ReplayBudget.CALL_BYTES : ReplayBudget.RETRIED_CALL_BYTES);
        }
        return plan.attempts() instanceof HedgingRules
                ? new ReplayBuffer(ReplayBudget.unlimited(), Integer.MAX_VALUE)
                : null;
    }

    private String encoding() {
        String encoding = options.compression();
        if (encoding == null || encoding.equals(Compression.IDENTITY)) {
            return null;
        }
        if (!context.compression().knows(encoding)) {
            throw new IllegalArgumentException("the encoding " + encoding + " is not known");
        }
        return encoding;
    }

    /// Makes the first attempt: sends the only request, or the headers ahead of the first.
    ///
    /// @param only the only request, or null if there may be many
    /// @throws StatusException if the call has ended, such as when there is no connection
    public void start(Q only) {
        try {
            if (hedging == null) {
                firstAttempt(only);
            } else {
                end.arm(
                        options.deadline(),
                        Reactors.shared().next().loop(),
                        this::deadlineExceeded);
                if (only != null) {
                    requests.keepOnly();
                }
                hedging.start();
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
        if (hooks != null && only != null) {
            try {
                hooks.request(only);
            } catch (RuntimeException | Error e) {
                cancel("an interceptor has failed");
                throw e;
            }
        }
    }

    private void firstAttempt(Q only) throws InterruptedException {
        ProtoWriter message = only == null ? null : requests.encode(only, true);
        Attempt<S> attempt;
        try {
            attempt = newAttempt(0);
        } catch (StatusException e) {
            attempts.recover(Outcome.of(e));
            checkOpen();
            return;
        }
        attempts.install(attempt, false);
        try {
            requests.open(attempt, message);
        } catch (StreamException e) {
            attempts.failed(attempt, attempt.outcome(e.failure()));
            checkOpen();
        }
    }

    // ---- requests

    /// Sends a message if there is room in time.
    ///
    /// @param request the message
    /// @param deadlineNanos until when to wait, as [System#nanoTime] counts; `Long.MIN_VALUE` for
    ///   not at all, `Long.MAX_VALUE` for as long as it takes
    /// @return false if there was no room; nothing was sent then
    /// @throws StatusException if the call has ended
    public boolean send(Q request, long deadlineNanos) {
        try {
            boolean sent = requests.send(request, deadlineNanos);
            if (sent && hooks != null) {
                hooks.request(request);
            }
            return sent;
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /// Says whether the requests that follow are compressed, if the options name an encoding.
    ///
    /// @param on false to send them as they are
    public void compressing(boolean on) {
        requests.encoder().compressing(on);
    }

    /// Half-closes: there will be no more requests. Repeated calls do nothing.
    public void complete() {
        try {
            requests.complete();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /// Throws what a request meets that comes after the end of the call.
    void checkOpen() {
        Status ended = end.status();
        if (ended != null) {
            throw ended();
        }
    }

    private static StatusException serverIsDone() {
        return Status.CANCELLED
                .withDescription("the server has ended the call; receive tells its status")
                .exception();
    }

    /// Why a message cannot be sent: mostly, the server has ended the call, and then its status
    /// says more than the stream does. If that is OK, nobody wants the message: CANCELLED.
    ///
    /// @throws IllegalStateException if we have half-closed ourselves; the call goes on
    StatusException cannotSend(Attempt<S> attempt, StreamFailure reason) {
        if (attempt.isServerDone() && isOpen()) {
            StatusException error = attempt.serversError();
            return error == null ? serverIsDone() : error;
        }
        if (attempt.isHalfClosed(reason) && isOpen()) {
            throw RequestStream.halfClosed();
        }
        finish(FailureStatus.of(reason), Metadata.EMPTY);
        return ended();
    }

    /// What an operation meets after the end.
    private StatusException ended() {
        return end.status().isOk() ? serverIsDone() : end.exception();
    }

    // ---- responses

    /// Waits for the next response.
    ///
    /// @return the response, or null at the end of a call that ended with OK
    /// @throws StatusException if the call ended with another status
    public S receive() {
        try {
            return receive(Long.MAX_VALUE);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /// Waits for the next response for some time.
    ///
    /// @param deadlineNanos until when, as [System#nanoTime] counts
    /// @return the response, or null at the end of a call that ended with OK
    /// @throws TimeoutException if none has come in time
    /// @throws StatusException if the call ended with another status
    public S receive(long deadlineNanos) throws TimeoutException {
        try {
            if (isOpen() && (responding != null || awaitResponse(deadlineNanos))) {
                S message = responding.receiver().receive(deadlineNanos);
                if (message != null) {
                    accept(message);
                    return message;
                }
                end(Outcome.of(responding.trailers()));
            }
        } catch (StreamException e) {
            finish(FailureStatus.of(e.failure()), Metadata.EMPTY);
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (StatusException e) {
            give(e.status());
            throw e;
        }
        if (end.status().isOk()) {
            return null;
        }
        throw end.exception();
    }

    /// Waits for the only response of a call, and for its end.
    ///
    /// @return the response
    /// @throws StatusException if the call ended with another status than OK, or without exactly
    ///   one message
    public S receiveOnly() {
        try {
            S response = receive();
            receive();
            return response;
        } catch (RuntimeException | Error e) {
            cancel("reading the response has failed"); // unless it has ended
            throw e;
        }
    }

    /// Waits for the headers of a response.
    ///
    /// @return false if the call has ended without
    private boolean awaitResponse(long deadlineNanos)
            throws InterruptedException, TimeoutException {
        while (isOpen()) {
            Attempt<S> attempt = attempts.await(deadlineNanos);
            if (attempt == null) {
                if (isOpen()) {
                    throw new TimeoutException("no answer in time");
                }
                return false;
            }
            Outcome outcome = attempt.awaitHeaders(deadlineNanos);
            if (outcome != null) {
                attempts.failed(attempt, outcome);
            } else if (attempts.commit(attempt)) {
                plan.throttle().succeeded();
                responding = attempt;
                tellHeaders(attempt);
                return true;
            }
        }
        return false;
    }

    private void tellHeaders(Attempt<S> attempt) {
        if (info == null && hooks == null) {
            return;
        }
        Metadata headers = attempt.headers();
        if (info != null) {
            info.begun(headers);
        }
        if (hooks != null) {
            hooks.headers(headers);
        }
    }

    private void accept(S message) {
        received++;
        if (received == 2 && !method.kind().serverStreams()) {
            throw Status.UNIMPLEMENTED
                    .withDescription("the server has sent more than one response")
                    .exception();
        }
        if (hooks != null) {
            hooks.response(message);
        }
    }

    /// The server has ended the call.
    void end(Outcome outcome) {
        boolean missing =
                outcome.status().isOk() && received == 0 && !method.kind().serverStreams();
        finish(
                missing
                        ? Status.UNIMPLEMENTED.withDescription("the server has sent no response")
                        : outcome.status(),
                outcome.trailers());
    }

    /// Whether the last response that was received had come compressed.
    ///
    /// @return true if it had
    public boolean receivedCompressed() {
        Attempt<S> attempt = attempts.winner();
        return attempt != null && attempt.receiver().lastCompressed();
    }

    /// How the call ended.
    ///
    /// @return the status, or null as long as it goes on
    public Status status() {
        return end.status();
    }

    // ---- attempts

    /// Gets a connection and prepares an attempt on it.
    ///
    /// @param before how many there were that count
    Attempt<S> newAttempt(int before) throws InterruptedException {
        Deadline deadline = options.deadline();
        Connection connection = context.connections().acquire(deadline, options.waitForReady());
        end.arm(deadline, connection.loop(), this::deadlineExceeded);
        return new Attempt<>(
                connection,
                HeaderLists.request(
                        "http",
                        method.path(),
                        context.authority(),
                        UserAgent.VALUE,
                        deadline == null ? Long.MAX_VALUE : deadline.remainingNanos(),
                        encoding(),
                        context.compression().acceptHeader(),
                        before,
                        options.metadata()),
                method.responseCodec(),
                context.compression(),
                plan.maxResponseBytes());
    }

    Attempts<S> attempts() {
        return attempts;
    }

    RequestStream<Q, S> requests() {
        return requests;
    }

    Hedging<Q, S> hedging() {
        return hedging;
    }

    // ---- how it ends

    private boolean isOpen() {
        return end.status() == null;
    }

    private void deadlineExceeded() {
        give(DEADLINE_PASSED);
    }

    /// Ends the call at once, unless it has ended. Any thread; never blocks.
    ///
    /// @param reason for people
    public void cancel(String reason) {
        if (isOpen()) {
            give(Status.CANCELLED.withDescription(reason));
        }
    }

    /// Ends the call from our side.
    ///
    /// @return how it ended
    Status give(Status ours) {
        finish(ours, Metadata.EMPTY);
        Attempt<S> attempt = attempts.current();
        if (attempt != null) {
            attempt.reset(ours.description());
        }
        return end.status();
    }

    private StatusException interrupted() {
        give(Status.CANCELLED.withDescription("the calling thread was interrupted"));
        Thread.currentThread().interrupt();
        return ended();
    }

    /// Ends the call, once. Who is cancelled after the deadline has missed the deadline: the
    /// server's timer may have been first.
    void finish(Status outcome, Metadata last) {
        Deadline deadline = options.deadline();
        boolean late =
                outcome.code() == Status.Code.CANCELLED && deadline != null && deadline.isExpired();
        if (!end.set(late ? DEADLINE_PASSED : outcome, last)) {
            return;
        }
        attempts.close();
        requests.close();
        if (hedging != null) {
            hedging.stop();
        }
        end.tell();
    }

    @Override
    public String toString() {
        return method.fullName() + (isOpen() ? "" : " " + end.status());
    }
}
