package dev.duet.compiler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Turns what people name as input (files, directories, patterns) into proto paths and names.
///
/// A file's name is its path below the first proto path that it is in. Without proto paths, and for
/// files outside of them, what was named gives the path: a file's directory, a directory itself, a
/// pattern's directory before its first wildcard.
final class ProtoInputs {
    private static final String WILDCARDS = "*?[{";

    private final List<Path> given;
    private final List<Path> protoPaths;
    private final List<String> names = new ArrayList<>();
    private final List<String> rootedNames = new ArrayList<>();
    private final List<Path> places = new ArrayList<>();
    private final List<Diagnostic> problems = new ArrayList<>(0);

    private ProtoInputs(List<Path> protoPaths) {
        given = List.copyOf(protoPaths);
        this.protoPaths = new ArrayList<>(protoPaths);
    }

    static ProtoInputs find(List<String> inputs, List<Path> protoPaths) {
        var found = new ProtoInputs(protoPaths);
        for (String input : inputs) {
            found.add(input);
        }
        return found;
    }

    /// Where files are looked for, those given first.
    List<Path> protoPaths() {
        return protoPaths;
    }

    /// The files, each once, in the order named and then of their paths.
    List<String> names() {
        return names;
    }

    /// Those of the files that are in a proto path that was given. Only these are always called so:
    /// the names of others depend on what was named as input.
    List<String> rootedNames() {
        return rootedNames;
    }

    /// The files that were named, and the directories that are searched.
    List<Path> places() {
        return places;
    }

    /// Inputs that are not there.
    List<Diagnostic> problems() {
        return problems;
    }

    private void add(String input) {
        if (hasWildcard(input)) {
            addPattern(input);
            return;
        }
        Path path = Path.of(input);
        places.add(path);
        if (Files.isDirectory(path)) {
            addMatching(input, path, "**.proto");
        } else if (Files.isRegularFile(path)) {
            Path parent = path.getParent();
            addFile(path, parent == null ? Path.of("") : parent);
        } else {
            problems.add(Diagnostic.error(input, "There is no such file or directory."));
        }
    }

    private void addPattern(String pattern) {
        String slashed = pattern.replace('\\', '/');
        int wildcard = 0;
        while (WILDCARDS.indexOf(slashed.charAt(wildcard)) < 0) {
            wildcard++;
        }
        int slash = slashed.lastIndexOf('/', wildcard);
        Path root = Path.of(slash < 0 ? "" : slash == 0 ? "/" : slashed.substring(0, slash));
        places.add(root);
        if (Files.isDirectory(root)) {
            addMatching(pattern, root, slashed.substring(slash + 1));
        } else {
            problems.add(Diagnostic.error(pattern, "There is no directory " + root + "."));
        }
    }

    private void addMatching(String input, Path root, String pattern) {
        List<Path> files;
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        // "**/" stands for no directory, too.
        PathMatcher direct =
                FileSystems.getDefault().getPathMatcher("glob:" + pattern.replace("**/", ""));
        try (Stream<Path> walk = Files.walk(root)) {
            files =
                    walk.filter(path -> path.toString().endsWith(".proto"))
                            .filter(Files::isRegularFile)
                            .filter(
                                    path ->
                                            matcher.matches(root.relativize(path))
                                                    || direct.matches(root.relativize(path)))
                            .sorted()
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (files.isEmpty()) {
            problems.add(Diagnostic.error(input, "There is no .proto file."));
        }
        for (Path file : files) {
            addFile(file, root);
        }
    }

    private void addFile(Path file, Path fallbackRoot) {
        Path root = rootOf(file);
        if (root == null) {
            root = fallbackRoot;
            protoPaths.add(root);
        }
        Path below = absolute(root).relativize(absolute(file));
        String name = below.toString().replace('\\', '/');
        if (!names.contains(name)) {
            names.add(name);
            if (given.contains(root)) {
                rootedNames.add(name);
            }
        }
    }

    private Path rootOf(Path file) {
        for (Path root : protoPaths) {
            if (absolute(file).startsWith(absolute(root))) {
                return root;
            }
        }
        return null;
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private static boolean hasWildcard(String input) {
        for (int i = 0; i < input.length(); i++) {
            if (WILDCARDS.indexOf(input.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }
}
