package dev.duet.internal.transport;

import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;

/// What an [EventLoop] attaches to a selection key. Loop thread only.
interface Selectable {

    /// Deals with an event of the key. May throw: the loop then logs it and calls [#close].
    void ready(SelectionKey key) throws Exception;

    /// Gives up the channel: its handler failed or the loop ends.
    void close();

    /// The channel to register.
    SelectableChannel channel();
}
