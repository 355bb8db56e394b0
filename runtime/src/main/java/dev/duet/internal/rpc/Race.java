package dev.duet.internal.rpc;

import dev.duet.internal.http2.Reactor;
import dev.duet.internal.transport.Connector;
import dev.duet.internal.transport.Timer;
import dev.duet.internal.transport.Transport;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/// One attempt to reach a service that has several addresses ("happy eyeballs", RFC 8305): each
/// next address is tried when the one before has failed or has not answered for a quarter of a
/// second, the two families in turn. The first connection wins. Touched on one event loop only, but
/// for [#cancel].
final class Race {
    private static final long STAGGER_NANOS = 250_000_000L;
    private static final long CONNECT_NANOS = 20_000_000_000L;

    private final Reactor reactor;
    private final Dialer.Listener listener;
    private final Runnable onFailure;
    private final Queue<SocketAddress> untried;
    private final List<Connector> running = new ArrayList<>();
    private int pending;
    private String firstFailure;
    private boolean over;
    private Timer nextStart;

    /// @param onFailure to be run when no address has answered
    Race(
            List<SocketAddress> addresses,
            Reactor reactor,
            Dialer.Listener listener,
            Runnable onFailure) {
        this.untried = new ArrayDeque<>(interleaved(addresses));
        this.reactor = reactor;
        this.listener = listener;
        this.onFailure = onFailure;
    }

    void start() {
        reactor.loop().execute(this::tryNext);
    }

    /// Gives up. Any thread.
    void cancel() {
        reactor.loop().execute(this::end);
    }

    /// The addresses with the two families in turn, beginning with that of the first.
    static List<SocketAddress> interleaved(List<SocketAddress> addresses) {
        Queue<SocketAddress> same = new ArrayDeque<>();
        Queue<SocketAddress> other = new ArrayDeque<>();
        for (SocketAddress address : addresses) {
            (isIpv6(address) == isIpv6(addresses.getFirst()) ? same : other).add(address);
        }
        List<SocketAddress> result = new ArrayList<>(addresses.size());
        while (!same.isEmpty() || !other.isEmpty()) {
            if (!same.isEmpty()) {
                result.add(same.remove());
            }
            if (!other.isEmpty()) {
                result.add(other.remove());
            }
        }
        return result;
    }

    private static boolean isIpv6(SocketAddress address) {
        return address instanceof InetSocketAddress inet
                && inet.getAddress() instanceof Inet6Address;
    }

    private void tryNext() {
        if (over || untried.isEmpty()) {
            return;
        }
        if (nextStart != null) {
            nextStart.cancel();
        }
        pending++;
        running.add(
                Connector.connect(reactor.loop(), untried.remove(), CONNECT_NANOS, new Attempt()));
        if (!untried.isEmpty()) {
            nextStart = reactor.loop().schedule(STAGGER_NANOS, this::tryNext);
        }
    }

    private void end() {
        over = true;
        if (nextStart != null) {
            nextStart.cancel();
        }
        running.forEach(Connector::cancel);
    }

    private final class Attempt implements Connector.Listener {
        @Override
        public void connected(Transport transport) {
            if (over) {
                transport.close();
                return;
            }
            end();
            listener.connected(transport, reactor);
        }

        @Override
        public void failed(IOException cause) {
            pending--;
            firstFailure = firstFailure == null ? cause.getMessage() : firstFailure;
            if (over) {
                return;
            }
            if (!untried.isEmpty()) {
                tryNext();
            } else if (pending == 0) {
                end();
                onFailure.run();
                listener.failed(firstFailure);
            }
        }
    }
}
