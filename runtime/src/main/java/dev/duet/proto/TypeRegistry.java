package dev.duet.proto;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The message types that may be found inside a `google.protobuf.Any`, and the extensions that may
/// be found by their names. Immutable.
public final class TypeRegistry {
    /// The registry without types.
    public static final TypeRegistry EMPTY = of();

    private final Map<String, MessageCodec<?>> codecs;
    private final Map<String, Map<String, Extension<?, ?>>> extensions;

    private TypeRegistry(
            Map<String, MessageCodec<?>> codecs,
            Map<String, Map<String, Extension<?, ?>>> extensions) {
        this.codecs = Map.copyOf(codecs);
        this.extensions = Map.copyOf(extensions);
    }

    /// Makes a registry of types.
    ///
    /// @param codecs the codecs of the types
    /// @return the registry
    public static TypeRegistry of(MessageCodec<?>... codecs) {
        return new TypeRegistry(Map.of(), Map.of()).with(codecs);
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
        return new TypeRegistry(all, extensions);
    }

    /// Returns a registry that knows extensions, too.
    ///
    /// @param <M> the type of the extended message
    /// @param extended the codec of the extended message
    /// @param more the further extensions
    /// @return the registry
    public <M extends Message<M>> TypeRegistry withExtensions(
            MessageCodec<M> extended, List<Extension<M, ?>> more) {
        String name = extended.type().fullName();
        var ofType = new HashMap<>(extensions.getOrDefault(name, Map.of()));
        for (Extension<M, ?> extension : more) {
            ofType.put(extension.fullName(), extension);
        }
        var all = new HashMap<>(extensions);
        all.put(name, Map.copyOf(ofType));
        return new TypeRegistry(codecs, all);
    }

    /// Finds a type.
    ///
    /// @param nameOrUrl the name in the proto file, with its package, and anything with a slash
    ///   behind it in front
    /// @return the codec, or null
    public @Nullable MessageCodec<?> find(String nameOrUrl) {
        return codecs.get(nameOrUrl.substring(nameOrUrl.lastIndexOf('/') + 1));
    }

    /// Finds an extension.
    ///
    /// @param extended the full name of the extended message
    /// @param fullName the name of the extension in the proto file, with its package
    /// @return the extension, or null
    public @Nullable Extension<?, ?> extension(String extended, String fullName) {
        return extensions.getOrDefault(extended, Map.of()).get(fullName);
    }

    /// Returns the extensions of a message type.
    ///
    /// @param extended the full name of the extended message
    /// @return the extensions, in no particular order
    public Collection<Extension<?, ?>> extensions(String extended) {
        return extensions.getOrDefault(extended, Map.of()).values();
    }
}
