package dev.duet.compiler.broken;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The tables of broken protos, as files:
///
/// ```
/// ### what is wrong
/// --- other.proto
/// content
/// --- main.proto
/// content
/// >>>
/// main.proto:2:3: message
/// ```
///
/// A last content line of a single backslash stands for "no line break at the end".
public final class BrokenTable {
    private static final Path FOLDER =
            Path.of("src", "test", "resources", "dev", "duet", "compiler", "broken");
    private static final String NO_LINE_BREAK = "\n\\\n";

    private BrokenTable() {}

    /// All cases of all tables.
    public static List<BrokenCase> read() throws IOException {
        List<BrokenCase> cases = new ArrayList<>();
        try (Stream<Path> tables = Files.list(FOLDER)) {
            for (Path table : tables.sorted().toList()) {
                read(table, cases);
            }
        }
        return cases;
    }

    private static void read(Path table, List<BrokenCase> cases) throws IOException {
        String theme = table.getFileName().toString().replace(".txt", "");
        for (String block : ("\n" + Files.readString(table)).split("\n### ")) {
            if (block.isBlank()) {
                continue;
            }
            int nameEnd = block.indexOf('\n');
            int filesEnd = block.indexOf("\n>>>", nameEnd);
            List<String> expected =
                    block.substring(filesEnd + 4).lines().filter(line -> !line.isEmpty()).toList();
            cases.add(
                    new BrokenCase(
                            theme,
                            block.substring(0, nameEnd),
                            files(block.substring(nameEnd, filesEnd)),
                            expected));
        }
    }

    private static Map<String, String> files(String text) {
        Map<String, String> files = new LinkedHashMap<>();
        for (String part : text.split("\n--- ")) {
            int nameEnd = part.indexOf('\n');
            if (nameEnd > 0) {
                String content = part.substring(nameEnd + 1) + "\n";
                if (content.endsWith(NO_LINE_BREAK)) {
                    content = content.substring(0, content.length() - NO_LINE_BREAK.length());
                }
                files.put(part.substring(0, nameEnd), content);
            }
        }
        return files;
    }

    /// Writes the tables anew: what they expect becomes what is said.
    static void write(Map<BrokenCase, List<String>> said) throws IOException {
        Map<String, StringBuilder> tables = new LinkedHashMap<>();
        for (Map.Entry<BrokenCase, List<String>> entry : said.entrySet()) {
            BrokenCase broken = entry.getKey();
            StringBuilder out = tables.computeIfAbsent(broken.theme(), _ -> new StringBuilder());
            out.append("### ").append(broken.name()).append('\n');
            for (Map.Entry<String, String> file : broken.files().entrySet()) {
                String content = file.getValue();
                out.append("--- ").append(file.getKey()).append('\n').append(content);
                out.append(content.endsWith("\n") ? "" : NO_LINE_BREAK);
            }
            out.append(">>>\n");
            for (String line : entry.getValue()) {
                out.append(line).append('\n');
            }
        }
        for (Map.Entry<String, StringBuilder> table : tables.entrySet()) {
            Files.writeString(FOLDER.resolve(table.getKey() + ".txt"), table.getValue());
        }
    }
}
