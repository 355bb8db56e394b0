package dev.duet.bench.codec;

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

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/// What the JDK takes for the long texts of [CodecBenchmark], without any message around them: no
/// codec reads a text faster than its bytes are copied to a new array.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class CodecFloorBenchmark {
    /// The message whose text is taken.
    @Param({"ASCII", "LATIN", "HAN"})
    public Shape shape;

    private String text;
    private byte[] utf8;
    private byte[] buffer;

    /// Takes the text out of the message.
    @Setup
    public void prepare() {
        text = ((dev.duet.bench.codec.duet.Document) shape.duet()).text();
        utf8 = text.getBytes(StandardCharsets.UTF_8);
        buffer = new byte[utf8.length];
    }

    /// Makes a text of the bytes.
    @Benchmark
    public String newString() {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /// Copies the bytes to a new array, unchecked: the limit for reading.
    @Benchmark
    public byte[] newArray() {
        return Arrays.copyOf(utf8, utf8.length);
    }

    /// Makes bytes of the text.
    @Benchmark
    public byte[] getBytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Copies the bytes to an array that is kept: the limit for writing.
    @Benchmark
    public byte[] copy() {
        System.arraycopy(utf8, 0, buffer, 0, utf8.length);
        return buffer;
    }
}
