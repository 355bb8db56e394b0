package dev.duet.interop;

import dev.duet.client.Channel;
import dev.duet.interop.testing.TestService;

/// The server that a test case talks to.
///
/// @param address such as `http://localhost:8080`
/// @param channel a channel to it
/// @param flags what else the command line says
record Target(String address, Channel channel, Flags flags) {
    /// Returns a client of the service under test.
    TestService.Client service() {
        return TestService.client(channel);
    }

    /// Opens another channel to the server, to be closed by the caller.
    Channel newChannel() {
        return open(address);
    }

    static Channel open(String address) {
        return Channel.to(address);
    }
}
