package dev.duet.bench.codec;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;

import dev.duet.proto.Message;
import dev.duet.proto.MessageCodec;
import dev.duet.proto.ProtoReader;
import dev.duet.proto.ProtoWriter;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/// Generated codecs of Duet and of protobuf-java, each the way a call uses it: Duet's writer and
/// reader are kept from message to message; protobuf-java writes into an array that is kept, after
/// it has asked for the size.
///
/// A program makes a message and writes it once: that is what `Encode` measures, making included.
/// `EncodeAgain` writes the same message over and over, where protobuf-java remembers its size.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class CodecBenchmark {
    /// The message.
    @Param public Shape shape;

    private Typed<?> duet;
    private MessageLite google;
    private Parser<? extends MessageLite> parser;
    private byte[] bytes;
    private byte[] buffer;

    /// Duet's form of the message, with its codec.
    private record Typed<M extends Message<M>>(
            MessageCodec<M> codec, M message, ProtoWriter writer, ProtoReader reader) {
        static <M extends Message<M>> Typed<M> of(MessageCodec<M> codec, byte[] bytes) {
            return new Typed<>(
                    codec, codec.parse(bytes), new ProtoWriter(), new ProtoReader(bytes));
        }

        int encode(Message<?> other) {
            writer.reset();
            codec.encode(cast(other), writer);
            return writer.length();
        }

        int encodeAgain() {
            writer.reset();
            codec.encode(message, writer);
            return writer.length();
        }

        @SuppressWarnings("unchecked") // a shape's messages are of its codec's type
        private M cast(Message<?> other) {
            return (M) other;
        }

        M decode(byte[] bytes) {
            reader.reset(bytes, 0, bytes.length);
            return codec.decode(reader);
        }
    }

    /// Makes both forms of the message.
    @Setup
    public void prepare() {
        google = shape.google();
        parser = google.getParserForType();
        bytes = google.toByteArray();
        buffer = new byte[bytes.length];
        duet = Typed.of(shape.codec(), bytes);
    }

    /// Duet makes the message and writes it into a writer that is used again.
    @Benchmark
    public int duetEncode() {
        return duet.encode(shape.duet());
    }

    /// protobuf-java makes the message and writes it into an array that is used again.
    @Benchmark
    public int googleEncode() throws IOException {
        return write(shape.google());
    }

    /// Duet writes the same message once more.
    @Benchmark
    public int duetEncodeAgain() {
        return duet.encodeAgain();
    }

    /// protobuf-java writes the same message once more.
    @Benchmark
    public int googleEncodeAgain() throws IOException {
        return write(google);
    }

    private int write(MessageLite message) throws IOException {
        var out = CodedOutputStream.newInstance(buffer, 0, message.getSerializedSize());
        message.writeTo(out);
        return out.getTotalBytesWritten();
    }

    /// Duet reads the message.
    @Benchmark
    public Object duetDecode() {
        return duet.decode(bytes);
    }

    /// protobuf-java reads the message.
    @Benchmark
    public Object googleDecode() throws InvalidProtocolBufferException {
        return parser.parseFrom(bytes);
    }
}
