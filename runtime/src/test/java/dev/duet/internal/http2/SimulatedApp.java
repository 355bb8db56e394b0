package dev.duet.internal.http2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.internal.http2.frame.ErrorCode;
import dev.duet.internal.http2.hpack.HeaderBlock;
import dev.duet.internal.http2.hpack.HeaderField;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// The layer above a connection in a simulation: opens streams, sends, reads, ends and resets them
/// at random, never waiting. Content and header lists can be checked by whoever gets them (see
/// [Checkable]).
final class SimulatedApp implements ConnectionListener {
    private static final byte[] NONE = {};

    /// Of more bytes than this, some may be spliced in.
    private static final int LARGE = 20_000;

    private final Role role;
    private final Random random;
    private final List<Stream> streams = new ArrayList<>();
    private final Map<Stream, Reading> readings = new HashMap<>();
    private final Map<Stream, Integer> sent = new HashMap<>();
    private Connection connection;

    /// Why the connection is closed, or null.
    String closed;

    boolean draining;

    SimulatedApp(Role role, Random random) {
        this.role = role;
        this.random = random;
    }

    void use(Connection over) {
        connection = over;
    }

    boolean isDone() {
        return streams.isEmpty();
    }

    /// How many octets of a stream were taken and are not consumed yet.
    int held(Stream stream) {
        Reading reading = readings.get(stream);
        return reading == null ? 0 : reading.limit - reading.position;
    }

    int streams() {
        return streams.size();
    }

    /// Opens a stream, which may have to wait for its turn. Clients only.
    void open() {
        Stream stream = connection.newStream();
        streams.add(stream);
        submit(stream, random.nextInt(3) == 0 ? 0 : size(), null, random.nextInt(4) == 0);
        forgetClosed();
    }

    /// Does something with one of the streams.
    void act() {
        if (streams.isEmpty()) {
            return;
        }
        Stream stream = streams.get(random.nextInt(streams.size()));
        switch (random.nextInt(12)) {
            case 0 -> end(stream);
            case 1 -> stream.reset(ErrorCode.CANCEL, "random");
            case 2, 3, 4, 5 -> read(stream, 1 + random.nextInt(random.nextBoolean() ? 6 : 70_000));
            case 6 -> {
                if (random.nextInt(4) == 0) {
                    stream.stopReceiving();
                }
            }
            default -> submit(stream, size(), null, false);
        }
        forgetClosed();
    }

    /// Brings one of the streams nearer to its end.
    void finishOne() {
        forgetClosed();
        if (!streams.isEmpty()) {
            Stream stream = streams.get(random.nextInt(streams.size()));
            if (random.nextInt(8) == 0) {
                stream.reset(ErrorCode.CANCEL, "finish");
            } else {
                read(stream, 1);
                end(stream);
            }
            forgetClosed();
        }
    }

    private int size() {
        int bound =
                switch (random.nextInt(16)) {
                    case 0 -> 100_000;
                    case 1, 2, 3 -> 5_000;
                    default -> 50;
                };
        return random.nextInt(bound);
    }

    private void end(Stream stream) {
        if (role == Role.SERVER) {
            submit(stream, 0, Checkable.fields(random, "end"), true);
        } else {
            submit(stream, 0, null, true);
        }
    }

    private void submit(Stream stream, int length, List<HeaderField> trailers, boolean end) {
        if (!stream.localMaySend()) {
            return;
        }
        int from = sent.getOrDefault(stream, 0);
        List<HeaderField> headers =
                role == Role.CLIENT ? Checkable.request(random) : Checkable.response(random);
        byte[] content = Checkable.content(from, length);
        try {
            Submission done =
                    length > LARGE && random.nextBoolean()
                            ? submitSpliced(stream, headers, content, trailers, end)
                            : stream.submit(
                                    headers, content, 0, length, trailers, end, Long.MIN_VALUE);
            if (done != Submission.NO_ROOM) {
                sent.put(stream, from + length);
            }
        } catch (StreamException e) {
            // reset meanwhile
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Submits bytes of which those in the middle are in a buffer of their own.
    private Submission submitSpliced(
            Stream stream,
            List<HeaderField> headers,
            byte[] content,
            List<HeaderField> trailers,
            boolean end)
            throws StreamException, InterruptedException {
        int before = random.nextInt(10);
        int behind = random.nextInt(random.nextBoolean() ? 1 : 5_000);
        int spliced = content.length - before - behind;
        byte[] rest = new byte[before + behind];
        System.arraycopy(content, 0, rest, 0, before);
        System.arraycopy(content, before + spliced, rest, before, behind);
        ByteBuffer middle = ByteBuffer.wrap(content, before, spliced).slice().asReadOnlyBuffer();
        return stream.submit(
                headers,
                rest,
                0,
                rest.length,
                new Splice(middle, before),
                trailers,
                end,
                Long.MIN_VALUE);
    }

    /// Reads what is there, if it is enough, and consumes some of it.
    private void read(Stream stream, int needed) {
        if (stream.headers() == null) {
            return;
        }
        Reading reading = readings.computeIfAbsent(stream, _ -> new Reading());
        int left = reading.limit - reading.position;
        int consumed = needed == 1 ? left : random.nextInt(left + 1);
        int unused = reading.position + consumed;
        try {
            byte[] bytes =
                    stream.take(
                            reading.array,
                            unused,
                            reading.limit,
                            consumed,
                            needed,
                            System.nanoTime() - 1);
            reading.offset += consumed;
            reading.array = bytes == null ? NONE : bytes;
            reading.position = 0;
            reading.limit = bytes == null ? 0 : stream.taken();
            Checkable.checkContent(reading.array, 0, reading.limit, reading.offset);
        } catch (StreamException e) {
            readings.remove(stream);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void forgetClosed() {
        streams.removeIf(
                stream -> {
                    boolean over = stream.state() == StreamState.CLOSED;
                    if (over) {
                        readings.remove(stream);
                        sent.remove(stream);
                    }
                    return over;
                });
    }

    @Override
    public void opened(Stream stream, HeaderBlock headers) {
        Checkable.check(headers.fields());
        streams.add(stream);
    }

    @Override
    public void ready() {}

    @Override
    public void draining(ErrorCode code, String message) {
        draining = true;
    }

    @Override
    public void closed(String reason) {
        assertThat(closed).as("closed twice").isNull();
        closed = reason;
    }

    @Override
    public String toString() {
        return role + " " + streams.stream().map(s -> s.id() + " " + s.state()).toList();
    }

    /// What was taken from a stream and is not consumed yet.
    private static final class Reading {
        private byte[] array = NONE;
        private int position;
        private int limit;

        /// Where `array[0]` is in all that the stream brings.
        private int offset;
    }
}
