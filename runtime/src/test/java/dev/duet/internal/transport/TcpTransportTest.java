package dev.duet.internal.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

class TcpTransportTest extends TransportContract {
    @Override
    Transport[] connect() throws Exception {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            SocketChannel client = SocketChannel.open(server.getLocalAddress());
            return new Transport[] {
                new SocketTransport(client), new SocketTransport(server.accept())
            };
        }
    }
}
