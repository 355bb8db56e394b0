package dev.duet.bench.http2;

import dev.duet.internal.http2.frame.Frame;
import dev.duet.internal.http2.frame.FrameReader;
import dev.duet.internal.http2.frame.FrameWriter;
import dev.duet.internal.http2.frame.Http2Exception;
import dev.duet.internal.http2.hpack.HpackDecoder;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/// Writing and reading DATA frames in a direct buffer, as the event loop does: nanoseconds for one
/// frame. Every tenth frame is a WINDOW_UPDATE.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class FrameBenchmark {
    private static final int FRAMES = 100;
    private static final int UPDATE_EVERY = 10;
    private static final int LIST_LIMIT = 16 * 1024;
    private static final int MOST_FIELDS = 128;
    private static final int MOST_FRAGMENTS = 8;

    /// Octets in a DATA frame.
    @Param({"23", "1033"})
    public int payload;

    private FrameReader reader;
    private ByteBuffer frames;
    private ByteBuffer out;
    private byte[] content;

    @Setup
    public void prepare() {
        HpackDecoder decoder =
                new HpackDecoder(HpackDecoder.DEFAULT_TABLE_SIZE, LIST_LIMIT, MOST_FIELDS);
        reader = new FrameReader(decoder, LIST_LIMIT, MOST_FRAGMENTS, false);
        content = new byte[payload];
        int room = FRAMES * (payload + FrameWriter.WINDOW_UPDATE_LENGTH);
        frames = ByteBuffer.allocateDirect(room);
        out = ByteBuffer.allocateDirect(room);
        writeAll(frames);
        frames.flip();
    }

    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public ByteBuffer write() {
        writeAll(out.clear());
        return out;
    }

    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public void read(Blackhole seen) throws Http2Exception {
        frames.rewind();
        for (Frame frame = reader.read(frames); frame != null; frame = reader.read(frames)) {
            seen.consume(frame);
        }
    }

    private void writeAll(ByteBuffer to) {
        for (int i = 0; i < FRAMES; i++) {
            int streamId = 2 * i + 1;
            if (i % UPDATE_EVERY == 0) {
                FrameWriter.windowUpdate(to, streamId, payload);
            } else {
                FrameWriter.dataHeader(to, streamId, payload, false);
                to.put(content);
            }
        }
    }
}
