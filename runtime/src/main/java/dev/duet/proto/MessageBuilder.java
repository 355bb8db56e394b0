package dev.duet.proto;

/// Collects the fields of a message. Every generated message has one as its nested class `Builder`.
///
/// A builder belongs to one thread at a time.
///
/// @param <M> the message type
public interface MessageBuilder<M extends Message<M>> {
    /// Makes the message. The builder may be used further.
    ///
    /// @return the message
    /// @throws IllegalStateException if a required field is not set
    M build();

    /// Makes the message without a look at required fields.
    ///
    /// @return the message
    default M buildPartial() {
        return build();
    }

    /// Sets the unknown fields.
    ///
    /// @param fields the fields, which replace all that were there
    /// @return this builder
    MessageBuilder<M> unknownFields(UnknownFields fields);
}
