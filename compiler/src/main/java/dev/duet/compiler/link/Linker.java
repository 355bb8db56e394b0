package dev.duet.compiler.link;

import dev.duet.compiler.check.Validator;
import dev.duet.compiler.model.Import;
import dev.duet.compiler.model.ProtoFile;
import dev.duet.compiler.syntax.Problems;

/// Takes one file through the steps that make it complete: names, types, options, features, checks.
///
/// A step runs only if those that it builds on found nothing wrong.
final class Linker {
    private final Workspace workspace;
    private final ProtoFile file;
    private final Scope scope;
    private final boolean readable;
    private boolean typesLinked;
    private boolean fullyLinked;

    Linker(Workspace workspace, ProtoFile file) {
        this.workspace = workspace;
        this.file = file;
        this.scope = new Scope(workspace.symbols(), file);
        this.readable = !file.problems.any();
    }

    /// All steps.
    ///
    /// @param complete whether everything that the file imports is there and right; if not, what is
    ///   not found is not reported
    void link(boolean complete) {
        linkTypes(complete);
        if (!readable || fullyLinked) {
            return;
        }
        fullyLinked = true;
        var features = new FeatureResolver(file);
        if (file.problems.any() || !complete) {
            features.resolve();
            return;
        }
        scope.addOptionImports();
        var options = new OptionInterpreter(workspace, file, scope);
        options.interpretBuiltIn();
        features.resolve();
        options.interpretExtensions();
        if (!file.problems.any()) {
            if (!file.edition.isLegacy() && !options.uses().isEmpty()) {
                workspace.completeOptionSchema();
            }
            new Validator(file, workspace.isAsked(file)).validate(options.uses());
        }
        if (!file.problems.any() && workspace.isAsked(file)) {
            warnOfUnusedImports();
        }
    }

    /// The first steps, once: names and types. That is enough to look options up in a file.
    void linkTypes(boolean complete) {
        if (typesLinked) {
            return;
        }
        typesLinked = true;
        // After a syntax error the declarations are not what was meant: they only serve others.
        Problems problems = readable ? file.problems : new Problems(file.source);
        new Declarations(workspace.symbols(), file, problems).declare();
        if (readable) {
            new TypeLinker(file, scope, workspace.symbols(), complete).link();
            new FeatureResolver(file).resolve();
        }
    }

    private void warnOfUnusedImports() {
        for (Import statement : file.imports) {
            if (statement.modifier != Import.Modifier.PUBLIC) {
                warnIfUnused(statement);
            }
        }
        for (Import statement : file.optionImports) {
            warnIfUnused(statement);
        }
    }

    private void warnIfUnused(Import statement) {
        if (!scope.uses(statement.file) && !importsPublicly(statement.file)) {
            file.problems.warning(statement.at, "Import " + statement.name + " is unused.");
        }
    }

    private static boolean importsPublicly(ProtoFile target) {
        for (Import statement : target.imports) {
            if (statement.modifier == Import.Modifier.PUBLIC) {
                return true;
            }
        }
        return false;
    }
}
