package dev.duet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// A way to compress messages. `gzip` is built in; others can be added to a server or a channel
/// when it is built.
///
/// Each message is compressed on its own. Limits are none of a compressor's business: the runtime
/// stops reading as soon as a message has inflated to more than it may. Any number of threads use a
/// compressor at once.
public interface Compressor {
    /// Returns the name that goes over the wire.
    ///
    /// @return such as `gzip`: lower case, without commas and blanks
    String name();

    /// Compresses what is written.
    ///
    /// @param out where the compressed bytes go; a message is complete when the result is closed
    /// @return where the bytes of one message are written to
    /// @throws IOException if `out` fails
    OutputStream compress(OutputStream out) throws IOException;

    /// Decompresses what is read.
    ///
    /// @param in the compressed bytes of one message
    /// @return the bytes of the message
    /// @throws IOException if the bytes are not of this compression
    InputStream decompress(InputStream in) throws IOException;
}
