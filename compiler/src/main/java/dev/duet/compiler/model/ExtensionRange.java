package dev.duet.compiler.model;

/// Numbers of a message that others may use for extensions.
public final class ExtensionRange extends Element {
    /// The end of a range that goes `to max`, until the message's options are known.
    public static final int MAX = -1;

    /// The first number.
    public int start;

    /// The number behind the last one, or [#MAX].
    public int end;

    /// A range of a message.
    public ExtensionRange(MessageType parent) {
        super(parent.file, parent);
    }

    @Override
    public String kind() {
        return "extension range";
    }

    /// Whether a number is in it.
    public boolean contains(int number) {
        return start <= number && number < end;
    }
}
