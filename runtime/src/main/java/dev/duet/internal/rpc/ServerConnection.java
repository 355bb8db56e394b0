package dev.duet.internal.rpc;

import dev.duet.Metadata;
import dev.duet.Status;
import dev.duet.internal.http2.Connection;
import dev.duet.internal.http2.ConnectionListener;
import dev.duet.internal.http2.Stream;
import dev.duet.internal.http2.StreamException;
import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.http2.hpack.HeaderBlock;
import dev.duet.internal.http2.hpack.HeaderField;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Makes calls of the streams that one client opens, or refuses them. On the event loop.
final class ServerConnection implements ConnectionListener {
    private static final byte[] NO_BYTES = {};

    private final ServerEndpoint endpoint;
    private Connection connection;
    private CallThreads threads;

    /// Handlers that have not returned, among them those whose stream was reset: a client cannot
    /// have more of them by resetting.
    private final AtomicInteger running = new AtomicInteger();

    private final Runnable callDone = running::decrementAndGet;

    /// The header block seen last and what it says: clients repeat themselves.
    private HeaderBlock lastBlock;

    private RequestHead lastHead;

    ServerConnection(ServerEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    void attach(Connection opened) {
        connection = opened;
        threads = endpoint.threads(opened.loop());
    }

    @Override
    public void opened(Stream stream, HeaderBlock block) {
        if (running.get() >= endpoint.limits().maxConcurrentStreams()) {
            stream.reset(ErrorCode.REFUSED_STREAM, "too many calls are running");
            return;
        }
        if (block != lastBlock) {
            lastHead = new RequestHead(block);
            lastBlock = block;
        }
        RequestHead head = lastHead;
        if (!head.refusal().isOk()) {
            refuse(stream, head.httpStatus(), head.refusal(), Metadata.EMPTY);
            return;
        }
        ServerMethod<?, ?> method = endpoint.method(head.path());
        if (method == null) {
            refuse(
                    stream,
                    200,
                    Status.UNIMPLEMENTED.withDescription("there is no method " + head.path()),
                    Metadata.EMPTY);
            return;
        }
        Compression compression = endpoint.compression();
        if (head.encoding() != null && !compression.knows(head.encoding())) {
            refuse(
                    stream,
                    200,
                    Status.UNIMPLEMENTED.withDescription(
                            "the encoding " + head.encoding() + " is not known"),
                    Metadata.fromWire(
                            new String[] {"grpc-accept-encoding", compression.acceptHeader()}));
            return;
        }
        running.incrementAndGet();
        ServerCall<?, ?> call = new ServerCall<>(endpoint, stream, head, method, threads, callDone);
        call.begin();
    }

    private static void refuse(Stream stream, int httpStatus, Status status, Metadata metadata) {
        List<HeaderField> answer = HeaderLists.trailersOnly(httpStatus, status, metadata);
        try {
            stream.submit(answer, NO_BYTES, 0, 0, null, true, Long.MIN_VALUE);
            stream.stopReceiving();
        } catch (StreamException e) {
            // gone already
        } catch (InterruptedException e) {
            throw new AssertionError("a block without bytes never waits", e);
        }
    }

    @Override
    public void ready() {
        // a server waits for calls, not for settings
    }

    @Override
    public void draining(ErrorCode code, String message) {
        // the client says when it is done
    }

    @Override
    public void closed(String reason) {
        endpoint.closed(connection);
    }
}
