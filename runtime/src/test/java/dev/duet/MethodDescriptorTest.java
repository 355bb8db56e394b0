package dev.duet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.MethodDescriptor.Kind;
import dev.duet.proto.Codec;
import dev.duet.proto.ProtoReader;
import dev.duet.proto.ProtoWriter;

import org.junit.jupiter.api.Test;

class MethodDescriptorTest {
    private static final Codec<String> CODEC =
            new Codec<>() {
                @Override
                public void encode(String message, ProtoWriter out) {}

                @Override
                public String decode(ProtoReader in) {
                    return "";
                }
            };

    @Test
    void knowsItsPathAndItsFullName() {
        var method =
                new MethodDescriptor<>("chat.v1.Chat", "chat", Kind.BIDI_STREAMING, CODEC, CODEC);

        assertThat(method.path()).isEqualTo("/chat.v1.Chat/chat").isSameAs(method.path());
        assertThat(method.fullName()).isEqualTo("chat.v1.Chat/chat");
        assertThat(method.service()).isEqualTo("chat.v1.Chat");
        assertThat(method.name()).isEqualTo("chat");
        assertThat(method.requestCodec()).isSameAs(CODEC);
        assertThat(method.responseCodec()).isSameAs(CODEC);
        assertThat(method).hasToString("chat.v1.Chat/chat (BIDI_STREAMING)");
    }

    @Test
    void theKindSaysWhichSidesStream() {
        assertThat(Kind.values())
                .filteredOn(Kind::clientStreams)
                .containsExactly(Kind.CLIENT_STREAMING, Kind.BIDI_STREAMING);
        assertThat(Kind.values())
                .filteredOn(Kind::serverStreams)
                .containsExactly(Kind.SERVER_STREAMING, Kind.BIDI_STREAMING);
    }
}
