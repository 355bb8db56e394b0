package dev.duet.interop;

import dev.duet.client.Channel;

import java.util.HashSet;
import java.util.Set;

/// gRPC's standard interop client: `--server_host=H --server_port=N --test_case=NAME
/// --use_tls=false`. It exits with 0 if the case passes.
public final class InteropClient {
    private static final Set<String> FLAGS =
            Set.of(
                    "server_host",
                    "server_host_override",
                    "server_port",
                    "test_case",
                    "use_tls",
                    "use_test_ca");

    private InteropClient() {}

    /// Runs one case.
    ///
    /// @param args the flags
    public static void main(String[] args) {
        System.exit(run(args));
    }

    private static int run(String[] args) {
        Flags flags;
        TestCase testCase;
        try {
            flags = parse(args);
            testCase = TestCases.all().get(flags.text("test_case", "empty_unary"));
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            return 2;
        }
        if (testCase == null) {
            System.err.println("Unknown test case; known are " + TestCases.all().keySet());
            return 2;
        }
        String address =
                "http://"
                        + flags.text("server_host", "localhost")
                        + ":"
                        + flags.number("server_port", 8080);
        try (Channel channel = Target.open(address)) {
            testCase.run(new Target(address, channel, flags));
        } catch (Exception | AssertionError failure) {
            failure.printStackTrace();
            return 1;
        }
        System.out.println("Passed: " + flags.text("test_case", "empty_unary"));
        return 0;
    }

    private static Flags parse(String[] args) {
        Set<String> known = new HashSet<>(FLAGS);
        known.addAll(SoakCases.FLAGS);
        Flags flags = new Flags(args, known);
        InteropServer.requirePlaintext(flags);
        return flags;
    }
}
