package dev.duet.internal.rpc;

import dev.duet.Status;
import dev.duet.internal.http2.StreamException;
import dev.duet.proto.ProtoWriter;

/// The requests of a call, on their way to one attempt after the other.
///
/// As long as the call is not committed to an attempt, requests are kept while they are sent (a
/// single one as it is, others in a [ReplayBuffer]), and the next attempt sends them again. After
/// that they go straight to the attempt: the way is one volatile read longer than without all this.
///
/// @param <Q> the request type
/// @param <S> the response type
final class RequestStream<Q, S> {
    private static final int CHUNK_BYTES = 16 * 1024;

    private final ClientCall<Q, S> call;
    private final MessageEncoder<Q> encoder;
    private final int maxBytes;

    /// What was sent; null for a call with a single request that is not hedged.
    private final ReplayBuffer buffer;

    /// The only request; null if there may be many.
    private final Q only;

    /// The attempt that requests go straight to, or null as long as they are kept.
    private volatile Attempt<S> direct;

    private volatile boolean halfClosed;

    /// @param buffer keeps what was sent, or null if the only request is there to be sent again
    /// @param only the only request, or null
    RequestStream(
            ClientCall<Q, S> call,
            MessageEncoder<Q> encoder,
            int maxBytes,
            ReplayBuffer buffer,
            Q only) {
        this.call = call;
        this.encoder = encoder;
        this.maxBytes = maxBytes;
        this.buffer = buffer;
        this.only = only;
    }

    MessageEncoder<Q> encoder() {
        return encoder;
    }

    // ---- what the caller does

    /// Encodes a request.
    ///
    /// @param leave whether a large value may be left out of the writer's array
    /// @throws dev.duet.StatusException RESOURCE_EXHAUSTED if it is too large; that ends the call
    ProtoWriter encode(Q request, boolean leave) {
        ProtoWriter writer = encoder.encode(request, leave);
        int length = writer.length() - MessagePrefix.BYTES;
        if (length > maxBytes) {
            Status tooLarge =
                    Status.RESOURCE_EXHAUSTED.withDescription(
                            "a request of "
                                    + length
                                    + " bytes is larger than the limit of "
                                    + maxBytes);
            call.give(tooLarge);
            throw tooLarge.exception();
        }
        return writer;
    }

    /// Sends a request; see [ClientCall#send].
    boolean send(Q request, long deadlineNanos) throws InterruptedException {
        ProtoWriter message = encode(request, direct != null);
        while (true) {
            Attempt<S> attempt = direct;
            if (attempt != null) {
                return sendStraight(attempt, message, deadlineNanos);
            }
            call.checkOpen();
            if (halfClosed) {
                throw halfClosed();
            }
            Progress progress =
                    call.hedging() == null
                            ? sendAndKeep(message, deadlineNanos)
                            : keep(message, deadlineNanos);
            if (progress != Progress.AGAIN) {
                return progress == Progress.SENT;
            }
        }
    }

    private enum Progress {
        SENT,
        NO_TIME,
        AGAIN
    }

    private boolean sendStraight(Attempt<S> attempt, ProtoWriter message, long deadlineNanos)
            throws InterruptedException {
        try {
            return attempt.send(message, false, deadlineNanos);
        } catch (StreamException e) {
            throw call.cannotSend(attempt, e.failure());
        }
    }

    /// Sends a message on the attempt that is going on, and keeps it for the next one.
    private Progress sendAndKeep(ProtoWriter message, long deadlineNanos)
            throws InterruptedException {
        Attempt<S> attempt = call.attempts().await(deadlineNanos);
        if (attempt == null || !buffer.lock(deadlineNanos)) {
            call.checkOpen();
            return Progress.NO_TIME;
        }
        Outcome outcome;
        try {
            if (direct != null || halfClosed || call.attempts().current() != attempt) {
                return Progress.AGAIN;
            }
            int length = message.length();
            if (attempt.isAnswered() || !buffer.append(message.array(), message.start(), length)) {
                call.attempts().commit(attempt);
                return Progress.AGAIN;
            }
            try {
                if (attempt.send(message, false, deadlineNanos)) {
                    return Progress.SENT;
                }
                buffer.undo(length);
                return Progress.NO_TIME;
            } catch (StreamException e) {
                buffer.undo(length);
                outcome = attempt.outcome(e.failure());
            }
        } finally {
            buffer.unlock();
            completeIfAsked();
        }
        lost(attempt, outcome);
        return Progress.AGAIN;
    }

    private void lost(Attempt<S> attempt, Outcome outcome) {
        if (attempt.isAnswered()) {
            call.attempts().commit(attempt);
        } else {
            call.attempts().failed(attempt, outcome);
        }
    }

    /// Keeps a message for the attempts that go on side by side to take it.
    private Progress keep(ProtoWriter message, long deadlineNanos) throws InterruptedException {
        if (buffer.append(message.array(), message.start(), message.length())) {
            KeptWriters.give(message);
            return Progress.SENT;
        }
        call.hedging().chooseFurthest();
        if (deadlineNanos == Long.MIN_VALUE) {
            return Progress.NO_TIME;
        }
        return call.attempts().awaitStraight(deadlineNanos) ? Progress.AGAIN : Progress.NO_TIME;
    }

    /// Half-closes. Never waits: if a request is being sent, its sender does it afterwards.
    void complete() throws InterruptedException {
        halfClosed = true;
        Attempt<S> attempt = direct;
        if (attempt != null) {
            attempt.complete();
        } else if (call.hedging() != null) {
            buffer.wake();
        } else {
            completeIfAsked();
        }
    }

    private void completeIfAsked() throws InterruptedException {
        Attempt<S> attempt = halfClosed ? call.attempts().current() : null;
        while (attempt != null && attempt.maySend() && buffer.tryLock()) {
            try {
                attempt = call.attempts().current();
                if (attempt != null) {
                    attempt.complete();
                }
            } finally {
                buffer.unlock();
            }
            attempt = call.attempts().current();
        }
    }

    static IllegalStateException halfClosed() {
        return new IllegalStateException("the call is half-closed: no requests may follow");
    }

    // ---- what attempts get

    /// Makes the first attempt, on the caller's thread.
    ///
    /// @param message the only request, encoded, or null
    void open(Attempt<S> attempt, ProtoWriter message)
            throws StreamException, InterruptedException {
        if (message == null) {
            attempt.start();
        } else {
            attempt.send(message, true, Long.MAX_VALUE);
        }
    }

    /// Sends to a further attempt what was sent before.
    void replay(Attempt<S> attempt) throws InterruptedException {
        Outcome outcome = null;
        if (buffer == null) {
            if (!call.attempts().install(attempt, false)) {
                return;
            }
            try {
                open(attempt, encode(only, true));
            } catch (StreamException e) {
                outcome = attempt.outcome(e.failure());
            }
        } else {
            buffer.lock(Long.MAX_VALUE);
            try {
                if (!call.attempts().install(attempt, true)) {
                    return;
                }
                replayBuffer(attempt);
            } catch (StreamException e) {
                outcome = attempt.outcome(e.failure());
            } finally {
                buffer.unlock();
            }
            call.attempts().replayed(attempt);
            completeIfAsked();
        }
        if (outcome != null) {
            lost(attempt, outcome);
        }
    }

    private void replayBuffer(Attempt<S> attempt) throws StreamException, InterruptedException {
        attempt.start();
        int position = 0;
        byte[] chunk = buffer.read(position, CHUNK_BYTES);
        while (chunk.length > 0) {
            attempt.send(chunk);
            position += chunk.length;
            chunk = buffer.read(position, CHUNK_BYTES);
        }
        if (halfClosed) {
            attempt.complete();
        }
    }

    /// Sends to one of several attempts what there is and what comes, until it is lost, or is the
    /// call's only one and has caught up.
    void feed(Hedging.Hedge<S> hedge) throws StreamException, InterruptedException {
        Attempt<S> attempt = hedge.attempt();
        attempt.start();
        int position = 0;
        while (call.attempts().isInPlay(attempt)) {
            byte[] chunk = buffer.read(position, CHUNK_BYTES);
            if (chunk.length > 0) {
                attempt.send(chunk);
                position += chunk.length;
                hedge.sent(position);
            } else if (call.attempts().winner() == attempt && buffer.closeAt(position)) {
                call.attempts().replayed(attempt);
                if (halfClosed) {
                    attempt.complete();
                }
                return;
            } else {
                if (halfClosed) {
                    attempt.complete();
                }
                boolean ended = halfClosed;
                buffer.awaitMore(
                        position,
                        () ->
                                halfClosed != ended
                                        || call.attempts().winner() == attempt
                                        || !call.attempts().isInPlay(attempt));
            }
        }
    }

    /// The only request of a hedged call.
    void keepOnly() {
        ProtoWriter message = encode(only, false);
        buffer.append(message.array(), message.start(), message.length());
        KeptWriters.give(message);
        halfClosed = true;
    }

    /// Nothing is kept any more: requests go straight to the attempt.
    void goStraight(Attempt<S> attempt) {
        direct = attempt;
        close();
    }

    boolean isStraight() {
        return direct != null;
    }

    /// Makes those who feed attempts look again.
    void wake() {
        if (buffer != null) {
            buffer.wake();
        }
    }

    void close() {
        if (buffer != null) {
            buffer.close();
        }
    }
}
