package dev.duet.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.CallOptions;
import dev.duet.Metadata;
import dev.duet.client.Channel;
import dev.duet.server.Server;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// The log of all HTTP/2 frames, as users switch it on.
class FramesShownTest {
    @Test
    void showsACallOnBothEndsWhenTheLoggerIsOn() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        Handler handler =
                new Handler() {
                    @Override
                    public void publish(LogRecord logged) {
                        seen.add(logged.getMessage());
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                };
        Logger logger = Logger.getLogger("dev.duet.frames");
        logger.setLevel(Level.FINE);
        logger.addHandler(handler);
        try (Server server = Server.listen(0).service(new EchoService()).start();
                Channel channel = Channel.to("http://localhost:" + server.port())) {
            CallOptions secret =
                    CallOptions.DEFAULT.withMetadata(Metadata.of("authorization", "hunter2"));
            channel.unary(EchoService.UNARY, "hello", secret);
        } finally {
            logger.removeHandler(handler);
            logger.setLevel(null);
        }
        String all = String.join("\n", seen);
        assertThat(all)
                .contains("a client, ", "a server, ", "SETTINGS ACK")
                .contains(
                        ":path: /", "authorization: (7 characters)", "grpc-status: 0", "-- the end")
                .doesNotContain("hunter2", "cannot be read");
        assertThat(seen).anyMatch(line -> line.matches("(?s)#\\d+ +[0-9.]+  HEADERS 1.*"));
        assertThat(seen).anyMatch(line -> line.matches("(?s)#\\d+ +[0-9.]+ {52}HEADERS 1.*"));
    }
}
