package dev.duet.compiler.link;

import dev.duet.compiler.syntax.SourceText;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// The protos that need no proto path: those of the folder `include` of protoc. protobuf-java's jar
/// has the types that its own classes know, ours the others.
public final class BuiltInProtos {
    private static final String FOLDER = "google/protobuf/";

    /// The names of all.
    public static final List<String> NAMES =
            List.of(
                    FOLDER + "any.proto",
                    FOLDER + "api.proto",
                    FOLDER + "c_sharp_features.proto",
                    FOLDER + "compiler/plugin.proto",
                    FOLDER + "cpp_features.proto",
                    FOLDER + "cpp_file_options.proto",
                    FOLDER + "cpp_options.proto",
                    FOLDER + "descriptor.proto",
                    FOLDER + "duration.proto",
                    FOLDER + "empty.proto",
                    FOLDER + "field_mask.proto",
                    FOLDER + "go_features.proto",
                    FOLDER + "java_features.proto",
                    FOLDER + "json_enumvalue_options.proto",
                    FOLDER + "json_options.proto",
                    FOLDER + "source_context.proto",
                    FOLDER + "struct.proto",
                    FOLDER + "timestamp.proto",
                    FOLDER + "type.proto",
                    FOLDER + "wrappers.proto");

    private BuiltInProtos() {}

    /// The text of one; null if none has the name.
    static SourceText find(String name) {
        if (!name.startsWith(FOLDER)) {
            return null;
        }
        ClassLoader loader = BuiltInProtos.class.getClassLoader();
        try (InputStream in = loader.getResourceAsStream(name)) {
            return in == null ? null : new SourceText(name, name, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
