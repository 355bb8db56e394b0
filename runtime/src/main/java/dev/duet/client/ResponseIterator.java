package dev.duet.client;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/// The responses of a call as an iterator, which waits for each.
final class ResponseIterator<S> implements Iterator<S> {
    private final Supplier<S> receive;
    private S next;
    private boolean ended;

    ResponseIterator(Supplier<S> receive) {
        this.receive = receive;
    }

    @Override
    public boolean hasNext() {
        if (next == null && !ended) {
            next = receive.get();
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
