package dev.duet.internal.transport;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

class UnixTransportTest extends TransportContract {
    @Override
    Transport[] connect() throws Exception {
        Path directory = Files.createTempDirectory("duet");
        Path path = directory.resolve("s");
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            SocketChannel client = SocketChannel.open(server.getLocalAddress());
            return new Transport[] {
                new SocketTransport(client), new SocketTransport(server.accept())
            };
        } finally {
            Files.deleteIfExists(path);
            Files.delete(directory);
        }
    }
}
