package dev.duet.bench.load;

import java.util.function.IntFunction;

/// The command line of every client under measurement:
///
/// ```
/// ping-pong PORT SERVER-PROCESS WARM-UP-SECONDS SECONDS STREAMS
/// rate      PORT SERVER-PROCESS WARM-UP-SECONDS SECONDS CALLS-PER-SECOND
/// ```
///
/// The processor time of the server's process is read around the measured time.
public final class ClientProgram {
    private ClientProgram() {}

    /// Does what the arguments say and ends the process, with exit code 1 if anything went wrong.
    ///
    /// @param arguments as above
    /// @param connect makes a client for a port of the loopback interface
    public static void run(String[] arguments, IntFunction<EchoClient> connect) {
        try (EchoClient client = connect.apply(Integer.parseInt(arguments[1]))) {
            Stretch stretch =
                    new Stretch(
                            Long.parseLong(arguments[2]),
                            Double.parseDouble(arguments[3]),
                            Double.parseDouble(arguments[4]));
            switch (arguments[0]) {
                case "ping-pong" -> PingPong.run(client, Integer.parseInt(arguments[5]), stretch);
                case "rate" -> FixedRate.run(client, Double.parseDouble(arguments[5]), stretch);
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
