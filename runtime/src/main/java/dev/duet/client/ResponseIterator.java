package dev.duet.client;

import dev.duet.internal.rpc.ClientCall;

import java.util.Iterator;
import java.util.NoSuchElementException;

/// The responses of a call as an iterator, which waits for each.
final class ResponseIterator<S> implements Iterator<S> {
    private final ClientCall<?, S> call;
    private S next;
    private boolean ended;

    ResponseIterator(ClientCall<?, S> call) {
        this.call = call;
    }

    @Override
    public boolean hasNext() {
        if (next == null && !ended) {
            next = call.receive();
            ended = next == null;
        }
        return !ended;
    }

    @Override
    public S next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the call has ended");
        }
        S result = next;
        next = null;
        return result;
    }
}
