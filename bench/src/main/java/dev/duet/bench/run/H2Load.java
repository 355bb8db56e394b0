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
/// number of bytes.
///
/// @param method the gRPC method's name
/// @param calls how many calls
/// @param connections over how many connections
/// @param concurrent how many calls at a time on each connection
/// @param payload bytes of `bench.Message.payload` in each message
/// @param requests messages in a request
/// @param responses messages in a response; all equal the request's
public record H2Load(
        String method,
        int calls,
        int connections,
        int concurrent,
        int payload,
        int requests,
        int responses)
        implements Load {
    private static final List<String> HEADERS =
            List.of("-H", "content-type: application/grpc+proto", "-H", "te: trailers");

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
        int count = Math.max(connections * concurrent, (int) Math.round(calls * effort));
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
            report.check(count, (long) count * responses * messages(1).length);
            long messages = (long) count * Math.max(requests, responses);
            return new Measurement(
                    report.requestsPerSecond() * Math.max(requests, responses),
                    cpuSeconds * 1e6 / messages);
        } finally {
            delete(body);
        }
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
