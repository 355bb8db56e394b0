package dev.duet.bench.load;

import java.util.function.IntFunction;

/// The command line of every client under measurement:
///
/// ```
/// ping-pong PORT WARM-UP-SECONDS SECONDS STREAMS
/// rate      PORT WARM-UP-SECONDS SECONDS CALLS-PER-SECOND
/// ```
public final class ClientProgram {
    private ClientProgram() {}

    /// Does what the arguments say and ends the process, with exit code 1 if anything went wrong.
    ///
    /// @param arguments as above
    /// @param connect makes a client for a port of the loopback interface
    public static void run(String[] arguments, IntFunction<EchoClient> connect) {
        try (EchoClient client = connect.apply(Integer.parseInt(arguments[1]))) {
            double warmUpSeconds = Double.parseDouble(arguments[2]);
            double seconds = Double.parseDouble(arguments[3]);
            switch (arguments[0]) {
                case "ping-pong" ->
                        PingPong.run(
                                client, Integer.parseInt(arguments[4]), warmUpSeconds, seconds);
                case "rate" ->
                        FixedRate.run(
                                client, Double.parseDouble(arguments[4]), warmUpSeconds, seconds);
                case String other -> throw new IllegalArgumentException("cannot do " + other);
            }
        } catch (IllegalStateException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        } catch (InterruptedException e) {
            System.exit(1);
        }
        System.exit(0);
    }
}
