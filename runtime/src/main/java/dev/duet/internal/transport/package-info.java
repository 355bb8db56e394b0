/// Bytes in, bytes out, and the threads that move them. A leaf: nothing here knows HTTP/2 or gRPC.
///
/// Reading order: [dev.duet.internal.transport.Transport] says what a transport promises,
/// [dev.duet.internal.transport.EventLoop] is the one thread that serves many of them (with
/// `TaskQueue` and `TimerWheel` inside), [dev.duet.internal.transport.SocketTransport] and
/// [dev.duet.internal.transport.MemoryTransport] are the transports,
/// [dev.duet.internal.transport.Acceptor] and [dev.duet.internal.transport.Connector] make them.
package dev.duet.internal.transport;
