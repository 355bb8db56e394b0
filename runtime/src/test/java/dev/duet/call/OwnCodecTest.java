package dev.duet.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.CallOptions;
import dev.duet.MethodDescriptor;
import dev.duet.MethodDescriptor.Kind;
import dev.duet.client.Channel;
import dev.duet.proto.Bytes;
import dev.duet.proto.Codec;
import dev.duet.proto.ProtoReader;
import dev.duet.proto.ProtoWriter;
import dev.duet.proto.Wrappers;
import dev.duet.server.Server;
import dev.duet.server.ServiceDefinition;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Codecs that are not generated.
class OwnCodecTest {
    private final List<Integer> seen = new CopyOnWriteArrayList<>();

    /// Looks at what another codec has written, as one that signs messages does.
    private final Codec<Bytes> looking =
            new Codec<>() {
                @Override
                public void encode(Bytes message, ProtoWriter out) {
                    Wrappers.BYTES.encode(message, out);
                    seen.add(out.toByteArray().length);
                }

                @Override
                public Bytes decode(ProtoReader in) {
                    return Wrappers.BYTES.decode(in);
                }
            };

    @Test
    void seesTheWholeMessageThatItHasWrittenHoweverLargeItIs() throws Exception {
        var echo = new MethodDescriptor<>("own.Codec", "Echo", Kind.UNARY, looking, Wrappers.BYTES);
        var message = Bytes.of(new byte[100_000]);
        try (Server server =
                        Server.listen(0)
                                .service(
                                        ServiceDefinition.builder("own.Codec")
                                                .unary(echo, request -> request)
                                                .build())
                                .start();
                Channel channel = Channel.to("http://localhost:" + server.port())) {
            assertThat(channel.unary(echo, message, CallOptions.DEFAULT)).isEqualTo(message);
        }
        assertThat(seen).allSatisfy(length -> assertThat(length).isGreaterThan(100_000));
    }
}
