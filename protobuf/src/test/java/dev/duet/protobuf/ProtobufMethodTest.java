package dev.duet.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.Empty;
import com.google.protobuf.ExtensionRegistry;

import dev.duet.CallOptions;
import dev.duet.MethodDescriptor;
import dev.duet.MethodDescriptor.Kind;
import dev.duet.Status;
import dev.duet.StatusException;
import dev.duet.client.Channel;
import dev.duet.protobuf.classes.Line;
import dev.duet.protobuf.classes.TalkProto;
import dev.duet.protobuf.records.Talk;
import dev.duet.protobuf.records.TalkExtensions;
import dev.duet.server.Requests;
import dev.duet.server.Responses;
import dev.duet.server.Server;
import dev.duet.server.ServiceDefinition;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;

/// Programs on the classes of protobuf-java talk to programs on records, over TCP, in all four
/// kinds of calls.
@Timeout(60)
class ProtobufMethodTest {
    private static final ExtensionRegistry EXTENSIONS = ExtensionRegistry.newInstance();

    static {
        TalkProto.registerAllExtensions(EXTENSIONS);
    }

    private static final MethodDescriptor<Line, Line> SAY = method("Say");
    private static final MethodDescriptor<Line, Line> REPEAT = method("Repeat");
    private static final MethodDescriptor<Line, Line> JOIN = method("Join");
    private static final MethodDescriptor<Line, Line> CHAT = method("Chat");

    private static MethodDescriptor<Line, Line> method(String name) {
        ServiceDescriptor talk = TalkProto.getDescriptor().findServiceByName("Talk");
        Line line = Line.getDefaultInstance();
        return ProtobufMethod.of(talk.findMethodByName(name), line, line, EXTENSIONS);
    }

    private static Line line(String who, String... words) {
        return Line.newBuilder().setWho(who).addAllWords(List.of(words)).build();
    }

    private static dev.duet.protobuf.records.Line record(String who, String... words) {
        return dev.duet.protobuf.records.Line.builder().who(who).words(List.of(words)).build();
    }

    /// Served with classes of protobuf-java.
    private static ServiceDefinition onClasses() {
        return ServiceDefinition.builder("talk.Talk")
                .unary(SAY, ask -> ask.toBuilder().addWords("said").build())
                .serverStreaming(
                        REPEAT,
                        (ask, answers) -> {
                            for (String word : ask.getWordsList()) {
                                answers.send(line(ask.getWho(), word));
                            }
                        })
                .clientStreaming(
                        JOIN,
                        asks -> {
                            var joined = Line.newBuilder().setWho("all");
                            asks.forEach(ask -> joined.addAllWords(ask.getWordsList()));
                            return joined.build();
                        })
                .bidi(CHAT, (asks, answers) -> asks.forEach(answers::send))
                .build();
    }

    /// Served with records.
    private static final class OnRecords implements Talk.Service {
        @Override
        public dev.duet.protobuf.records.Line say(dev.duet.protobuf.records.Line ask) {
            return ask.toBuilder().addWords("said").build();
        }

        @Override
        public void repeat(
                dev.duet.protobuf.records.Line ask,
                Responses<dev.duet.protobuf.records.Line> answers) {
            for (String word : ask.words()) {
                answers.send(record(ask.who(), word));
            }
        }

        @Override
        public dev.duet.protobuf.records.Line join(Requests<dev.duet.protobuf.records.Line> asks) {
            var words = new ArrayList<String>();
            asks.forEach(ask -> words.addAll(ask.words()));
            return record("all", words.toArray(String[]::new));
        }

        @Override
        public void chat(
                Requests<dev.duet.protobuf.records.Line> asks,
                Responses<dev.duet.protobuf.records.Line> answers) {
            asks.forEach(answers::send);
        }
    }

    @Test
    void recordsCallAServiceOnClasses() throws Exception {
        try (var server = Server.listen(0).service(ProtobufMethodTest::onClasses).start();
                var channel = Channel.to("http://localhost:" + server.port())) {
            Talk.Client talk = Talk.client(channel);
            var happy = record("Sam", "Hi").toBuilder().set(TalkExtensions.MOOD, "good").build();

            var said = talk.say(happy);
            assertThat(said.words()).containsExactly("Hi", "said");
            assertThat(said.get(TalkExtensions.MOOD)).isEqualTo("good");
            assertThat(talk.repeat(record("Sam", "a", "b")))
                    .containsExactly(record("Sam", "a"), record("Sam", "b"));
            try (var join = talk.join()) {
                join.send(record("Sam", "a"));
                join.send(record("Ann", "b"));
                assertThat(join.await()).isEqualTo(record("all", "a", "b"));
            }
            try (var chat = talk.chat()) {
                chat.send(record("Sam", "Hi"));
                assertThat(chat.receive()).isEqualTo(record("Sam", "Hi"));
                chat.complete();
                assertThat(chat.receive()).isNull();
            }
        }
    }

    @Test
    void classesCallAServiceOnRecords() throws Exception {
        try (var server = Server.listen(0).service(new OnRecords()).start();
                var channel = Channel.to("http://localhost:" + server.port())) {
            Line happy = line("Sam", "Hi").toBuilder().setExtension(TalkProto.mood, "good").build();

            Line said = channel.unary(SAY, happy, CallOptions.DEFAULT);
            assertThat(said.getWordsList()).containsExactly("Hi", "said");
            assertThat(said.getExtension(TalkProto.mood)).isEqualTo("good");
            var repeated =
                    channel.serverStreaming(REPEAT, line("Sam", "a", "b"), CallOptions.DEFAULT);
            assertThat(repeated).containsExactly(line("Sam", "a"), line("Sam", "b"));
            try (var join = channel.clientStreaming(JOIN, CallOptions.DEFAULT)) {
                join.send(line("Sam", "a"));
                join.send(line("Ann", "b"));
                assertThat(join.await()).isEqualTo(line("all", "a", "b"));
            }
            try (var chat = channel.bidi(CHAT, CallOptions.DEFAULT)) {
                chat.send(line("Sam", "Hi"));
                assertThat(chat.receive()).isEqualTo(line("Sam", "Hi"));
                chat.complete();
                assertThat(chat.receive()).isNull();
            }
        }
    }

    @Test
    void aMessageWithoutItsRequiredFieldEndsTheCallAsMalformed() throws Exception {
        try (var server = Server.listen(0).service(ProtobufMethodTest::onClasses).start();
                var channel = Channel.to("http://localhost:" + server.port())) {
            Line nobody = Line.newBuilder().addWords("Hi").buildPartial();

            assertThatThrownBy(() -> channel.unary(SAY, nobody, CallOptions.DEFAULT))
                    .isInstanceOfSatisfying(
                            StatusException.class,
                            e -> assertThat(e.status().code()).isEqualTo(Status.INTERNAL.code()));
        }
    }

    @Test
    void descriptorsAreThoseOfTheGeneratedStubs() {
        assertThat(SAY.path()).isEqualTo(Talk.SAY.path()).isEqualTo("/talk.Talk/Say");
        assertThat(SAY.kind()).isEqualTo(Talk.SAY.kind()).isEqualTo(Kind.UNARY);
        assertThat(REPEAT.kind()).isEqualTo(Talk.REPEAT.kind()).isEqualTo(Kind.SERVER_STREAMING);
        assertThat(JOIN.kind()).isEqualTo(Talk.JOIN.kind()).isEqualTo(Kind.CLIENT_STREAMING);
        assertThat(CHAT.kind()).isEqualTo(Talk.CHAT.kind()).isEqualTo(Kind.BIDI_STREAMING);
    }

    @Test
    void anotherMessageThanTheMethodsIsRefused() {
        var say = TalkProto.getDescriptor().findServiceByName("Talk").findMethodByName("Say");
        Line line = Line.getDefaultInstance();

        assertThatThrownBy(() -> ProtobufMethod.of(say, line, Empty.getDefaultInstance()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the responses of talk.Talk.Say are talk.Line, not google.protobuf.Empty");
    }
}
