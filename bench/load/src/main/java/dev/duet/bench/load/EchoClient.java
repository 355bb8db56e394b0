package dev.duet.bench.load;

/// A client of `bench.Echo`, in the style that its library suggests.
public interface EchoClient extends AutoCloseable {
    /// Bytes of the payload of every message.
    int PAYLOAD_SIZE = 16;

    /// Opens a bidi stream and keeps one message going to and fro on it until told to stop; then
    /// ends the stream. Returns at once.
    ///
    /// @param run who counts, and says when to stop
    void pingPong(PingPong run);

    /// Makes a unary call. Returns at once, whatever the library offers for that.
    ///
    /// @param outcome told about the end of the call, on any thread
    void unary(Outcome outcome);

    @Override
    void close();

    /// Where the end of a call is reported.
    interface Outcome {
        /// The call was answered rightly.
        void answered();

        /// The call failed.
        void failed(Throwable reason);
    }
}
