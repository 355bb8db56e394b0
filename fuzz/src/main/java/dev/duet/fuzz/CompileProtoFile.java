package dev.duet.fuzz;

import dev.duet.compiler.Compilation;
import dev.duet.compiler.ProtoCompiler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Whatever a proto file says, the compiler reports what is wrong with it.
public final class CompileProtoFile {
    private static final String NAME = "fuzz.proto";
    private static final Path FOLDER = folder();

    private CompileProtoFile() {}

    /// Called by Jazzer with the file's text.
    public static void fuzzerTestOneInput(byte[] text) throws IOException {
        Files.write(FOLDER.resolve(NAME), text);
        Compilation compilation = new ProtoCompiler(List.of(FOLDER)).compile(List.of(NAME));
        compilation.diagnostics().forEach(Object::toString);
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("duet-fuzz");
            folder.toFile().deleteOnExit();
            folder.resolve(NAME).toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
