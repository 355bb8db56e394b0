package dev.duet.proto;

import java.util.HashMap;
import java.util.Map;

/// The message types that may be found inside a `google.protobuf.Any`. Immutable.
public final class TypeRegistry {
    /// The registry without types.
    public static final TypeRegistry EMPTY = of();

    private final Map<String, MessageCodec<?>> codecs;

    private TypeRegistry(Map<String, MessageCodec<?>> codecs) {
        this.codecs = Map.copyOf(codecs);
    }

    /// Makes a registry of types.
    ///
    /// @param codecs the codecs of the types
    /// @return the registry
    public static TypeRegistry of(MessageCodec<?>... codecs) {
        return new TypeRegistry(Map.of()).with(codecs);
    }

    /// Returns a registry of these types and further ones.
    ///
    /// @param more the codecs of the further types
    /// @return the registry
    public TypeRegistry with(MessageCodec<?>... more) {
        var all = new HashMap<>(codecs);
        for (MessageCodec<?> codec : more) {
            all.put(codec.type().fullName(), codec);
        }
        return new TypeRegistry(all);
    }

    /// Finds a type.
    ///
    /// @param nameOrUrl the name in the proto file, with its package, and anything with a slash
    ///     behind it in front
    /// @return the codec, or null
    public @Nullable MessageCodec<?> find(String nameOrUrl) {
        return codecs.get(nameOrUrl.substring(nameOrUrl.lastIndexOf('/') + 1));
    }
}
