package dev.duet.bench.http2;

import dev.duet.internal.http2.hpack.BlockBuffer;
import dev.duet.internal.http2.hpack.HeaderBlock;
import dev.duet.internal.http2.hpack.HeaderField;
import dev.duet.internal.http2.hpack.HpackDecoder;
import dev.duet.internal.http2.hpack.HpackEncoder;
import dev.duet.internal.http2.hpack.HpackException;

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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Header blocks of gRPC requests on one connection: nanoseconds for one block.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class HpackBenchmark {
    private static final int BLOCKS = 100;
    private static final int LIST_LIMIT = 16 * 1024;
    private static final int MOST_FIELDS = 128;

    /// How the requests differ.
    public enum Requests {
        /// Not at all.
        EQUAL,
        /// By a deadline and a trace id, as those of a real client do.
        VARYING
    }

    @Param public Requests requests;

    private List<List<HeaderField>> lists;
    private HpackEncoder encoder;
    private HpackDecoder decoder;
    private BlockBuffer out;
    private ByteBuffer blocks;
    private int[] ends;

    /// The first blocks fill both tables; those that are measured are the ones after.
    @Setup
    public void prepare() throws HpackException {
        lists = new ArrayList<>();
        for (int i = 0; i < BLOCKS; i++) {
            lists.add(request(i));
        }
        encoder = new HpackEncoder(HpackDecoder.DEFAULT_TABLE_SIZE);
        decoder = new HpackDecoder(HpackDecoder.DEFAULT_TABLE_SIZE, LIST_LIMIT, MOST_FIELDS);
        out = new BlockBuffer();
        ends = new int[BLOCKS];
        encodeAll();
        decodeAll();
    }

    @Benchmark
    @OperationsPerInvocation(BLOCKS)
    public BlockBuffer encode() {
        out.reset(Integer.MAX_VALUE);
        lists.forEach(fields -> encoder.encode(fields, out));
        return out;
    }

    /// Goes on with a new table for every hundred blocks, as a new connection would.
    @Benchmark
    @OperationsPerInvocation(BLOCKS)
    public void decode(Blackhole seen) throws HpackException {
        decoder = new HpackDecoder(HpackDecoder.DEFAULT_TABLE_SIZE, LIST_LIMIT, MOST_FIELDS);
        int start = 0;
        for (int end : ends) {
            seen.consume(decoder.decode(blocks, start, end - start));
            start = end;
        }
    }

    private void encodeAll() {
        for (int i = 0; i < BLOCKS; i++) {
            encoder.encode(lists.get(i), out);
            ends[i] = out.length();
        }
        blocks = ByteBuffer.allocateDirect(out.length());
        blocks.put(out.array(), 0, out.length());
    }

    private void decodeAll() throws HpackException {
        int start = 0;
        for (int i = 0; i < BLOCKS; i++) {
            HeaderBlock block = decoder.decode(blocks, start, ends[i] - start);
            if (!block.fields().equals(lists.get(i))) {
                throw new IllegalStateException("decoded otherwise: " + block.fields());
            }
            start = ends[i];
        }
    }

    private List<HeaderField> request(int number) {
        List<HeaderField> fields = new ArrayList<>();
        fields.add(new HeaderField(":method", "POST"));
        fields.add(new HeaderField(":scheme", "http"));
        fields.add(new HeaderField(":path", "/chat.v1.ChatService/Converse"));
        fields.add(new HeaderField(":authority", "chat.example.com:8443"));
        if (requests == Requests.VARYING) {
            fields.add(new HeaderField("grpc-timeout", 4_999_000 + 7 * number + "u"));
        }
        fields.add(new HeaderField("te", "trailers"));
        fields.add(new HeaderField("content-type", "application/grpc"));
        fields.add(new HeaderField("user-agent", "grpc-java-duet/0.1"));
        if (requests == Requests.VARYING) {
            fields.add(
                    new HeaderField("x-trace-id", Long.toHexString(number * 0x9e3779b97f4a7c15L)));
        }
        return List.copyOf(fields);
    }
}
