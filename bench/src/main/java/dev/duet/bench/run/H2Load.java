package dev.duet.bench.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Calls by `h2load`, each with a body of ready-framed messages. h2load looks at the HTTP status
/// only, so the bytes of one call are compared beforehand (by `nghttp`), and of every run the
/// number of bytes. Every run takes about the same time: it makes as many calls as the server, by
/// its last run, will answer in that time.
///
/// @param method the gRPC method's name
/// @param connections over how many connections
/// @param concurrent how many calls at a time on each connection
/// @param payload bytes of `bench.Message.payload` in each message
/// @param requests messages in a request
/// @param responses messages in a response; all equal the request's
public record H2Load(
        String method, int connections, int concurrent, int payload, int requests, int responses)
        implements ServerLoad {
    private static final double MEASURED_SECONDS = 2.5;
    private static final double START_SECONDS = 0.2;

    /// Of the first run, for each place in flight.
    private static final int FIRST_CALLS = 4;

    private static final List<String> HEADERS =
            List.of("-H", "content-type: application/grpc+proto", "-H", "te: trailers");

    @Override
    public double seconds(double effort) {
        return MEASURED_SECONDS * effort + START_SECONDS;
    }

    @Override
    public void check(RunningServer server) throws InterruptedException {
        Path body = writeBody();
        try {
            Command nghttp =
                    new Command("nghttp")
                            .add("-d", body.toString(), "-w", "30", "-W", "30")
                            .addAll(HEADERS)
                            .add("-H", ":method: POST")
                            .add(url(server));
            byte[] answer = nghttp.run().output();
            byte[] expected = messages(responses);
            if (!Arrays.equals(answer, expected)) {
                throw new MeasurementException(
                        "%s answered %d bytes, not the %d expected ones"
                                .formatted(method, answer.length, expected.length));
            }
        } finally {
            delete(body);
        }
    }

    @Override
    public Measurement measure(RunningServer server, double effort) throws InterruptedException {
        int count = count(server.pace() * MEASURED_SECONDS * effort);
        Path body = writeBody();
        try {
            Command h2load =
                    new Command("h2load")
                            .add("-n", Integer.toString(count), "-c", Integer.toString(connections))
                            .add("-m", Integer.toString(concurrent), "-d", body.toString())
                            .addAll(HEADERS)
                            .add(url(server));
            double before = server.cpuSeconds();
            H2LoadReport report = H2LoadReport.parse(h2load.run().text());
            double cpuSeconds = server.cpuSeconds() - before;
            server.pace(report.requestsPerSecond());
            report.check(count, (long) count * responses * messages(1).length);
            long messages = (long) count * Math.max(requests, responses);
            return new Measurement(
                    report.requestsPerSecond() * Math.max(requests, responses),
                    cpuSeconds * 1e6 / messages,
                    server.residentMib());
        } finally {
            delete(body);
        }
    }

    /// A multiple of the calls that are in flight at a time, near the wanted number.
    private int count(double wanted) {
        int inFlight = connections * concurrent;
        return inFlight * (int) Math.max(FIRST_CALLS, Math.round(wanted / inFlight));
    }

    private String url(RunningServer server) {
        return "http://127.0.0.1:" + server.port() + "/bench.Echo/" + method;
    }

    private Path writeBody() {
        try {
            return Files.write(Files.createTempFile("bench-", ".grpc"), messages(requests));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// So many messages, each with its gRPC prefix, one after another.
    byte[] messages(int count) {
        byte[] length = varint(payload);
        int messageLength = 1 + length.length + payload;
        ByteBuffer out = ByteBuffer.allocate(count * (5 + messageLength));
        for (int i = 0; i < count; i++) {
            out.put((byte) 0).putInt(messageLength).put((byte) 0x0a).put(length);
            for (int j = 0; j < payload; j++) {
                out.put((byte) (j * 31 + 7));
            }
        }
        return out.array();
    }

    private static byte[] varint(int value) {
        ByteBuffer out = ByteBuffer.allocate(5);
        int rest = value;
        while (rest > 0x7f) {
            out.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }
}
