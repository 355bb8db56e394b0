package dev.duet.internal.rpc;

import dev.duet.internal.transport.Transport;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// The servers of this process that can be reached through memory, by the names in their targets
/// (`memory:NAME`). Any thread may use it.
public final class MemoryServers {
    /// What targets of servers in memory begin with.
    public static final String SCHEME = "memory:";

    private static final Map<String, Consumer<Transport>> SERVERS = new ConcurrentHashMap<>();
    private static final AtomicLong NUMBER = new AtomicLong();

    private MemoryServers() {}

    /// Registers a server.
    ///
    /// @param server takes its end of each connection
    /// @return its target
    public static String add(Consumer<Transport> server) {
        String target = SCHEME + NUMBER.incrementAndGet();
        SERVERS.put(target, server);
        return target;
    }

    /// Forgets a server.
    ///
    /// @param target its target
    public static void remove(String target) {
        SERVERS.remove(target);
    }

    static Consumer<Transport> find(String target) {
        return SERVERS.get(target);
    }
}
