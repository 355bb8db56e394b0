import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Formats the Java sources of this repository with google-java-format (AOSP style: four spaces,
/// 100 columns), or checks that they are formatted. One JVM does the whole tree.
///
/// The build starts it (`mvn verify` checks, `mvn -N verify -Dformat=apply` formats): `java …
/// Format.java check|apply ROOT MEMORY`. What was found to be formatted is remembered by hash in
/// the file `MEMORY`, so that only changed files are looked at.
///
/// Left out: build output (`target`), hidden folders, folders called `golden`, which hold files
/// exactly as the generator wrote them, and what `duet demo` leaves in `demo`.
final class Format {
    private static final Set<String> SKIPPED = Set.of("target", "golden", "node_modules");
    private static final Formatter FORMATTER =
            new Formatter(JavaFormatterOptions.builder().style(Style.AOSP).build());

    private final boolean apply;
    private final Path root;
    private final Path memory;
    private final Set<String> formattedBefore;

    private Format(boolean apply, Path root, Path memory) throws IOException {
        this.apply = apply;
        this.root = root;
        this.memory = memory;
        this.formattedBefore =
                Files.exists(memory) ? new HashSet<>(Files.readAllLines(memory)) : Set.of();
    }

    /// What became of one file: `problem` is null when it is formatted now.
    private record Outcome(Path file, String hash, boolean changed, String problem) {}

    public static void main(String... args) throws IOException {
        var format = new Format(args[0].equals("apply"), Path.of(args[1]), Path.of(args[2]));
        System.exit(format.run() ? 0 : 1);
    }

    private boolean run() throws IOException {
        List<Outcome> outcomes = sources().parallelStream().map(this::look).toList();
        var remembered = new TreeSet<String>();
        var problems = new ArrayList<String>();
        for (Outcome outcome : outcomes) {
            if (outcome.problem() != null) {
                problems.add(root.relativize(outcome.file()) + ": " + outcome.problem());
            } else {
                remembered.add(outcome.hash());
                if (outcome.changed()) {
                    IO.println("formatted " + root.relativize(outcome.file()));
                }
            }
        }
        Files.createDirectories(memory.getParent());
        Files.write(memory, remembered);
        problems.forEach(System.err::println);
        if (!apply && !problems.isEmpty()) {
            System.err.println("To format everything: mvn -q -N verify -Dformat=apply");
        }
        return problems.isEmpty();
    }

    private List<Path> sources() throws IOException {
        var found = new ArrayList<Path>();
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes a) {
                        String name = dir.getFileName().toString();
                        boolean skip =
                                !dir.equals(root)
                                        && (name.startsWith(".")
                                                || SKIPPED.contains(name)
                                                || dir.equals(root.resolve("demo")));
                        return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes a) {
                        if (file.toString().endsWith(".java")) {
                            found.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        found.sort(null);
        return found;
    }

    private Outcome look(Path file) {
        try {
            String source = Files.readString(file);
            String hash = hash(source);
            if (formattedBefore.contains(hash)) {
                return new Outcome(file, hash, false, null);
            }
            String formatted = FORMATTER.formatSourceAndFixImports(source);
            if (formatted.equals(source)) {
                return new Outcome(file, hash, false, null);
            }
            if (!apply) {
                return new Outcome(file, hash, false, "not formatted");
            }
            Files.writeString(file, formatted);
            return new Outcome(file, hash(formatted), true, null);
        } catch (FormatterException e) {
            return new Outcome(file, "", false, e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String source) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(source.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
