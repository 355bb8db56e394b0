package dev.duet.compiler.link;

import dev.duet.compiler.Diagnostic;
import dev.duet.compiler.model.Import;
import dev.duet.compiler.model.ProtoFile;
import dev.duet.compiler.syntax.FileParser;
import dev.duet.compiler.syntax.SourceText;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The files of one run: each is read once, then linked once, after those that it imports.
public final class Workspace {
    private static final String DESCRIPTOR = "google/protobuf/descriptor.proto";

    private final SourceFinder finder;
    private final SymbolTable symbols = new SymbolTable();
    private final Map<String, ProtoFile> files = new HashMap<>();

    /// Linked files in order of linking, with the files that cannot be used.
    private final Map<ProtoFile, Boolean> linked = new LinkedHashMap<>();

    private final List<Diagnostic> notFound = new ArrayList<>(0);
    private final List<ProtoFile> pending = new ArrayList<>();
    private final Set<ProtoFile> asked = new LinkedHashSet<>();
    private final Map<ProtoFile, Linker> linkers = new HashMap<>();
    private OptionSchema schema;

    /// An empty workspace.
    public Workspace(SourceFinder finder) {
        this.finder = finder;
    }

    /// Reads and links files and all they import.
    public void add(List<String> names) {
        for (String name : names) {
            ProtoFile file = read(name);
            if (file == null) {
                notFound.add(Diagnostic.error(name, "File not found."));
            } else {
                asked.add(file);
            }
        }
        for (ProtoFile file : asked) {
            link(file, false);
        }
    }

    /// The linked files, each after its imports.
    public Iterable<ProtoFile> files() {
        return linked.keySet();
    }

    /// What is wrong, file by file.
    public List<Diagnostic> diagnostics() {
        List<Diagnostic> all = new ArrayList<>(notFound);
        for (ProtoFile file : linked.keySet()) {
            for (Diagnostic diagnostic : file.problems.diagnostics()) {
                if (diagnostic.isError() || asked.contains(file)) {
                    all.add(diagnostic);
                }
            }
        }
        return all;
    }

    /// Whether a file was asked for, not only imported.
    boolean isAsked(ProtoFile file) {
        return asked.contains(file);
    }

    SymbolTable symbols() {
        return symbols;
    }

    /// The messages that options are fields of.
    OptionSchema optionSchema() {
        if (schema == null) {
            ProtoFile descriptor = read(DESCRIPTOR);
            linker(descriptor).linkTypes(true);
            schema = new OptionSchema(descriptor);
        }
        return schema;
    }

    /// Links `descriptor.proto` to the end, so that what it says of its options is known.
    void completeOptionSchema() {
        optionSchema();
        link(read(DESCRIPTOR), true);
    }

    private Linker linker(ProtoFile file) {
        return linkers.computeIfAbsent(file, f -> new Linker(this, f));
    }

    private ProtoFile read(String name) {
        ProtoFile known = files.get(name);
        if (known != null) {
            return known;
        }
        SourceText source = finder.find(name);
        if (source == null) {
            return null;
        }
        ProtoFile file = FileParser.parse(source);
        files.put(name, file);
        return file;
    }

    /// Returns whether the file is without errors, its imports with it.
    ///
    /// @param schemaOnly whether it is linked for its options and is no import of anything
    private boolean link(ProtoFile file, boolean schemaOnly) {
        Boolean done = linked.get(file);
        if (done != null) {
            return done;
        }
        pending.add(file);
        boolean readable = !file.problems.any();
        boolean complete = true;
        Set<String> seen = new HashSet<>();
        for (Import statement : file.imports) {
            complete &= resolve(file, statement, seen, readable);
        }
        for (Import statement : file.optionImports) {
            complete &= resolve(file, statement, seen, readable);
        }
        pending.removeLast();
        linker(file).link(complete);
        boolean usable = complete && !file.problems.any();
        if (!schemaOnly) {
            linked.put(file, usable);
        }
        return usable;
    }

    private boolean resolve(ProtoFile file, Import statement, Set<String> seen, boolean report) {
        if (!seen.add(statement.name)) {
            report(report, file, statement, "Import \"" + statement.name + "\" was listed twice.");
        }
        ProtoFile target = read(statement.name);
        if (target == null) {
            report(
                    report,
                    file,
                    statement,
                    "Import \""
                            + statement.name
                            + "\" was not found"
                            + finder.whyNotFound(statement.name, file.name));
            return false;
        }
        int cycle = pending.indexOf(target);
        if (cycle >= 0) {
            var message = new StringBuilder("File recursively imports itself: ");
            for (ProtoFile step : pending.subList(cycle, pending.size())) {
                message.append(step.name).append(" -> ");
            }
            report(report, file, statement, message.append(target.name).toString());
            return false;
        }
        statement.file = target;
        return link(target, false);
    }

    private static void report(boolean report, ProtoFile file, Import statement, String message) {
        if (report) {
            file.problems.error(statement.at, message);
        }
    }
}
