package dev.duet.testing;

import dev.duet.internal.http2.Connection;
import dev.duet.internal.http2.Lifetimes;
import dev.duet.internal.http2.Limits;
import dev.duet.internal.http2.Reactors;
import dev.duet.internal.http2.Role;
import dev.duet.internal.http2.SilentListener;
import dev.duet.internal.http2.Stream;
import dev.duet.internal.http2.StreamException;
import dev.duet.internal.http2.hpack.HeaderBlock;
import dev.duet.internal.http2.hpack.HeaderField;
import dev.duet.internal.transport.Acceptor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/// HTTP/2 without gRPC: answers every request, once it has come to its end, with 200 and a short
/// text. Each request has a virtual thread.
public final class PlainHttpServer implements AutoCloseable {
    private static final byte[] TEXT = {'h', 'e', 'l', 'l', 'o'};
    private static final List<HeaderField> HEADERS =
            List.of(new HeaderField(":status", "200"), new HeaderField("content-length", "5"));

    private final Acceptor acceptor;

    private PlainHttpServer(Acceptor acceptor) {
        this.acceptor = acceptor;
    }

    /// Listens on a free port of the loopback interface.
    public static PlainHttpServer start(Limits limits) throws IOException {
        return new PlainHttpServer(
                Acceptor.listen(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        Reactors.shared().loops()::next,
                        (transport, loop) -> {
                            Reactors reactors = Reactors.shared();
                            new Connection(
                                            Role.SERVER,
                                            transport,
                                            reactors.of(loop),
                                            limits,
                                            Lifetimes.SERVER,
                                            new Answering())
                                    .start();
                        }));
    }

    /// The port that it listens on.
    public int port() {
        return ((InetSocketAddress) acceptor.address()).getPort();
    }

    @Override
    public void close() {
        acceptor.close();
    }

    private static final class Answering extends SilentListener {
        @Override
        public void opened(Stream stream, HeaderBlock headers) {
            Thread.startVirtualThread(() -> serve(stream));
        }

        private static void serve(Stream stream) {
            try {
                readToEnd(stream);
                stream.submit(HEADERS, TEXT, 0, TEXT.length, null, true, Long.MAX_VALUE);
            } catch (StreamException e) {
                // the client has gone away
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        private static void readToEnd(Stream stream) throws StreamException, InterruptedException {
            byte[] chunk = {};
            int taken = 0;
            do {
                chunk = stream.take(chunk, taken, taken, taken, 1, Long.MAX_VALUE);
                taken = stream.taken();
            } while (taken > 0);
        }
    }
}
