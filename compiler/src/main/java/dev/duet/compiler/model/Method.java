package dev.duet.compiler.model;

/// A method of a service.
public final class Method extends Element {
    /// What the client sends, as written.
    public String inputName = "";

    /// Where that stands.
    public int inputAt = -1;

    /// What the server sends, as written.
    public String outputName = "";

    /// Where that stands.
    public int outputAt = -1;

    /// Whether the client sends many.
    public boolean clientStreaming;

    /// Whether the server sends many.
    public boolean serverStreaming;

    /// Whether there is a block of options, be it empty.
    public boolean hasOptionBlock;

    /// What `inputName` refers to.
    public MessageType input;

    /// What `outputName` refers to.
    public MessageType output;

    /// A method of a service.
    public Method(Service parent) {
        super(parent.file, parent);
    }

    @Override
    public String kind() {
        return "method";
    }
}
