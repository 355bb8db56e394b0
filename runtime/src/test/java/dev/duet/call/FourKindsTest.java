package dev.duet.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.client.Channel;
import dev.duet.server.Server;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

/// All four kinds of call, over a socket and through memory.
class FourKindsTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyKindOfCallAnswers(boolean socket) throws Exception {
        Server.Builder builder = socket ? Server.listen(0) : Server.inMemory();
        try (Server server = builder.service(new EchoService()).start();
                Channel channel = Channel.to(server.target())) {
            assertThat(EchoService.unary(channel, "hello")).isEqualTo("hello");
            assertThat(EchoService.down(channel, "abc")).containsExactly("a", "b", "c");
            try (var up = EchoService.up(channel)) {
                up.send("x");
                up.send("y");
                assertThat(up.await()).isEqualTo("x,y");
                assertThat(up.await()).as("the second time").isEqualTo("x,y");
            }
            List<String> answers = new ArrayList<>();
            try (var both = EchoService.both(channel)) {
                both.onEach(answers::add);
                both.send("1");
                both.send("2");
                both.complete();
                both.await();
            }
            assertThat(answers).containsExactly("1", "2");
        }
    }
}
