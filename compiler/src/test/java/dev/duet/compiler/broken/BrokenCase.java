package dev.duet.compiler.broken;

import dev.duet.compiler.Compilation;
import dev.duet.compiler.Diagnostic;
import dev.duet.compiler.ProtoCompiler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A proto that is not right, and what is to be said about it.
///
/// @param theme the table it is in
/// @param name what is wrong with it
/// @param files the files by name; `main.proto` is the one that is compiled
/// @param expected the diagnostics, a line each
public record BrokenCase(
        String theme, String name, Map<String, String> files, List<String> expected) {
    /// The file that is compiled.
    public static final String MAIN = "main.proto";

    /// Writes the files into a folder.
    public void writeTo(Path folder) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }

    /// What the compiler says about the files in a folder, paths as from inside the folder.
    public static List<String> compile(Path folder) {
        Compilation compilation = new ProtoCompiler(List.of(folder)).compile(List.of(MAIN));
        List<String> lines = new ArrayList<>();
        for (Diagnostic diagnostic : compilation.diagnostics()) {
            lines.add(
                    diagnostic
                            .summary()
                            .replace(folder + "/", "")
                            .replace(folder.toString(), "FOLDER"));
        }
        return lines;
    }

    @Override
    public String toString() {
        return theme + ": " + name;
    }
}
