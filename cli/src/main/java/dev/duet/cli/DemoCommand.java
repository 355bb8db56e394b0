package dev.duet.cli;

import picocli.CommandLine.Command;

import java.util.concurrent.Callable;

/// Does the whole walkthrough.
@Command(name = "demo", description = "Makes a chat service and a client, and runs them.")
final class DemoCommand implements Callable<Integer> {
    static final String PROTO = "demo/grpc_bidirectional_streaming.proto";

    DemoCommand(Terminal terminal) {}

    @Override
    public Integer call() {
        return ExitCode.OK;
    }
}
