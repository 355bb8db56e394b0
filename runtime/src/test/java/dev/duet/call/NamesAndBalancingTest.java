package dev.duet.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.duet.CallOptions;
import dev.duet.ConnectionState;
import dev.duet.NameResolver;
import dev.duet.Status;
import dev.duet.StatusException;
import dev.duet.client.Channel;
import dev.duet.server.Server;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// How channels find servers, and which of several they use.
@Timeout(60)
class NamesAndBalancingTest {
    /// Answers with its name.
    private static Server named(String name, int port) throws IOException {
        EchoService service =
                new EchoService() {
                    @Override
                    String unary(String request) {
                        return name;
                    }
                };
        return Server.listen("127.0.0.1", port).service(service).start();
    }

    /// Has the addresses that a test gives it.
    private static final class Given implements NameResolver {
        private Listener listener;
        private List<SocketAddress> addresses = new ArrayList<>();

        void become(Server... servers) {
            addresses = new ArrayList<>();
            for (Server server : servers) {
                addresses.add(new InetSocketAddress("127.0.0.1", server.port()));
            }
            if (listener != null) {
                listener.found(addresses);
            }
        }

        @Override
        public void start(Listener taker) {
            listener = taker;
            listener.found(addresses);
        }

        @Override
        public void refresh() {
            listener.found(addresses);
        }

        @Override
        public void close() {}
    }

    private static Set<String> askedIn(Channel channel, int calls) {
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < calls; i++) {
            names.add(EchoService.unary(channel, "who?"));
        }
        return names;
    }

    private static void isUnavailable(Channel channel, String why) {
        assertThatThrownBy(() -> EchoService.unary(channel, "x"))
                .isInstanceOfSatisfying(
                        StatusException.class,
                        e -> {
                            assertThat(e.status().code()).isEqualTo(Status.Code.UNAVAILABLE);
                            assertThat(e.status().description()).contains(why);
                        });
    }

    @Test
    void aUnixSocketIsListenedOnAndConnectedTo(@TempDir Path folder) throws Exception {
        Path socket = folder.resolve("duet.sock");
        try (Server server = Server.listen(socket).service(new EchoService()).start();
                Channel channel = Channel.to(server.target())) {
            assertThat(server.target()).isEqualTo("unix:" + socket);
            assertThat(EchoService.unary(channel, "x")).isEqualTo("x");
        }
    }

    @Test
    void aDnsNameIsResolved() throws Exception {
        try (Server server = named("a", 0);
                Channel channel = Channel.to("dns:///localhost:" + server.port())) {
            assertThat(EchoService.unary(channel, "x")).isEqualTo("a");
        }
    }

    @Test
    void anUnknownHostIsUnavailable() {
        try (Channel channel = Channel.to("http://no-such-host.invalid:1")) {
            isUnavailable(channel, "no-such-host.invalid");
        }
    }

    @Test
    void nonsenseIsNoTarget() {
        for (String target : List.of("ftp://x:1", "http://", "http://h:99999", "http://h:1/path")) {
            assertThatThrownBy(() -> Channel.to(target))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(target);
        }
    }

    @Test
    void theFirstAddressThatAnswersIsUsed() throws Exception {
        Server gone = named("gone", 0);
        gone.close();
        try (Server a = named("a", 0);
                Server b = named("b", 0)) {
            Given addresses = new Given();
            addresses.become(gone, a, b);
            try (Channel channel = Channel.builder("test").resolver(addresses).build()) {
                assertThat(askedIn(channel, 10)).containsExactly("a");
            }
        }
    }

    @Test
    void roundRobinUsesAllAddressesThatAnswer() throws Exception {
        Server gone = named("gone", 0);
        gone.close();
        try (Server a = named("a", 0);
                Server b = named("b", 0)) {
            Given addresses = new Given();
            addresses.become(a, gone, b);
            try (Channel channel =
                    Channel.builder("test").resolver(addresses).roundRobin().build()) {
                Set<String> seen = new TreeSet<>();
                while (seen.size() < 2) {
                    seen.addAll(askedIn(channel, 1));
                }
                assertThat(askedIn(channel, 10)).containsExactly("a", "b");
            }
        }
    }

    @Test
    void roundRobinFollowsTheAddresses() throws Exception {
        try (Server a = named("a", 0);
                Server b = named("b", 0)) {
            Given addresses = new Given();
            addresses.become(a);
            try (Channel channel =
                    Channel.builder("test").resolver(addresses).roundRobin().build()) {
                assertThat(askedIn(channel, 5)).containsExactly("a");
                addresses.become(b);
                assertThat(askedIn(channel, 5)).containsExactly("b");
            }
        }
    }

    @Test
    void roundRobinWithNobodyThereIsUnavailable() throws Exception {
        Server gone = named("gone", 0);
        gone.close();
        Given addresses = new Given();
        addresses.become(gone);
        try (Channel channel = Channel.builder("test").resolver(addresses).roundRobin().build()) {
            isUnavailable(channel, "cannot connect");
        }
    }

    @Test
    void aResolverThatThrowsOrFindsNothingIsUnavailableAndAskedAgain() throws Exception {
        try (Server a = named("a", 0)) {
            for (boolean roundRobin : new boolean[] {false, true}) {
                Troubled troubled = new Troubled(a);
                Channel.Builder builder = Channel.builder("test").resolver(troubled);
                try (Channel channel = (roundRobin ? builder.roundRobin() : builder).build()) {
                    isUnavailable(channel, "the resolver has failed");
                    assertThat(channel.state()).isEqualTo(ConnectionState.TRANSIENT_FAILURE);
                    assertThat(channel.unary(EchoService.UNARY, "x", patient())).isEqualTo("a");
                    assertThat(troubled.asked).isGreaterThanOrEqualTo(3);
                }
            }
        }
    }

    /// Throws at first, then finds nothing, then a server.
    private static final class Troubled implements NameResolver {
        private final Server server;
        private Listener listener;
        private volatile int asked;

        Troubled(Server server) {
            this.server = server;
        }

        @Override
        public void start(Listener taker) {
            listener = taker;
            refresh();
        }

        @Override
        public void refresh() {
            asked++;
            if (asked == 1) {
                throw new IllegalStateException("not today");
            }
            listener.found(
                    asked == 2
                            ? List.of()
                            : List.of(new InetSocketAddress("127.0.0.1", server.port())));
        }

        @Override
        public void close() {}
    }

    @Test
    void watchersSeeThatAConnectionIsBeingMade() throws Exception {
        BlockingQueue<ConnectionState> states = new LinkedBlockingQueue<>();
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Channel channel = Channel.to("http://localhost:" + silent.getLocalPort())) {
            channel.onStateChange(states::add);
            Thread.startVirtualThread(() -> EchoService.unary(channel, "x"));
            assertThat(states.poll(20, TimeUnit.SECONDS)).isEqualTo(ConnectionState.CONNECTING);
        }
    }

    private static CallOptions patient() {
        return CallOptions.DEFAULT.withWaitForReady(true).withTimeout(Duration.ofSeconds(30));
    }

    @Test
    void aCallThatWaitsForReadyGetsThroughWhenTheServerComes() throws Exception {
        Server first = named("first", 0);
        int port = first.port();
        first.close();
        BlockingQueue<ConnectionState> states = new LinkedBlockingQueue<>();
        try (Channel channel = Channel.to("http://127.0.0.1:" + port)) {
            channel.onStateChange(states::add);
            assertThat(channel.state()).isEqualTo(ConnectionState.IDLE);
            Thread opener = Thread.ofVirtual().start(() -> openAfterFailure(states, port));
            assertThat(channel.unary(EchoService.UNARY, "x", patient())).isEqualTo("second");
            opener.join();
            assertThat(channel.state()).isEqualTo(ConnectionState.READY);
        }
    }

    private static void openAfterFailure(BlockingQueue<ConnectionState> states, int port) {
        try {
            while (states.take() != ConnectionState.TRANSIENT_FAILURE) {
                // the first attempt has not failed yet
            }
            named("second", port);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
