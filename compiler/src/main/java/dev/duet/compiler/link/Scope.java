package dev.duet.compiler.link;

import dev.duet.compiler.model.Element;
import dev.duet.compiler.model.EnumType;
import dev.duet.compiler.model.Import;
import dev.duet.compiler.model.MessageType;
import dev.duet.compiler.model.ProtoFile;
import dev.duet.compiler.model.Symbol;
import dev.duet.compiler.model.Symbol.PackageName;

import java.util.HashSet;
import java.util.Set;

/// What a file sees: its own names, those of its imports, and what those import publicly. Names are
/// looked up from the inside out, as in C++.
final class Scope {
    /// Which symbols a lookup is content with.
    enum Wanted {
        /// Any.
        ANY,
        /// Messages and enums; others are passed over.
        TYPE
    }

    private final SymbolTable symbols;
    private final ProtoFile file;
    private final Set<ProtoFile> visible = new HashSet<>();
    private final Set<ProtoFile> used = new HashSet<>();

    private ProtoFile undeclaredIn;
    private String undeclaredName;
    private String unresolved;

    Scope(SymbolTable symbols, ProtoFile file) {
        this.symbols = symbols;
        this.file = file;
        for (Import statement : file.imports) {
            addVisible(statement.file);
        }
    }

    /// From here on the option imports are seen too.
    void addOptionImports() {
        for (Import statement : file.optionImports) {
            addVisible(statement.file);
        }
    }

    private void addVisible(ProtoFile target) {
        if (target == null || !visible.add(target)) {
            return;
        }
        for (Import statement : target.imports) {
            if (statement.modifier == Import.Modifier.PUBLIC) {
                addVisible(statement.file);
            }
        }
    }

    /// Whether anything in a file was looked up.
    boolean uses(ProtoFile target) {
        return used.contains(target);
    }

    /// Looks a name up.
    ///
    /// @param name relative, or absolute with a leading dot
    /// @param from the full name of the element that uses it; its parent's scope comes first
    Symbol lookup(String name, String from, Wanted wanted) {
        undeclaredIn = null;
        undeclaredName = null;
        unresolved = null;
        if (name.startsWith(".")) {
            return find(name.substring(1));
        }
        int dot = name.indexOf('.');
        String first = dot < 0 ? name : name.substring(0, dot);
        int scopeEnd = from.lastIndexOf('.');
        while (scopeEnd >= 0) {
            String scope = from.substring(0, scopeEnd + 1);
            Symbol found = find(scope.concat(first));
            if (found != null) {
                if (dot < 0) {
                    if (wanted == Wanted.ANY || isType(found)) {
                        return found;
                    }
                } else if (found.isAggregate()) {
                    Symbol inner = find(scope.concat(name));
                    if (inner == null) {
                        unresolved = scope.concat(name);
                    }
                    return inner;
                }
            }
            scopeEnd = from.lastIndexOf('.', scopeEnd - 1);
        }
        return find(name);
    }

    /// What a full name stands for, if this file sees it.
    private Symbol find(String fullName) {
        Symbol found = symbols.get(fullName);
        return switch (found) {
            case null -> null;
            case Element element -> {
                if (element.file == file || visible.contains(element.file)) {
                    used.add(element.file);
                    yield element;
                }
                undeclaredIn = element.file;
                undeclaredName = fullName;
                yield null;
            }
            case PackageName name -> seesPackage(name) ? name : null;
        };
    }

    private boolean seesPackage(PackageName name) {
        if (name.file() == file || visible.contains(name.file())) {
            return true;
        }
        if (isIn(file, name.name())) {
            return true;
        }
        for (ProtoFile other : visible) {
            if (isIn(other, name.name())) {
                return true;
            }
        }
        undeclaredIn = name.file();
        undeclaredName = name.name();
        return false;
    }

    private static boolean isIn(ProtoFile file, String packageName) {
        String own = file.packageName;
        return own.startsWith(packageName)
                && (own.length() == packageName.length()
                        || own.charAt(packageName.length()) == '.');
    }

    private static boolean isType(Symbol symbol) {
        return symbol instanceof MessageType || symbol instanceof EnumType;
    }

    /// The name that the last lookup stuck at: its first part was found, the rest was not there.
    String unresolved() {
        return unresolved;
    }

    /// Says why the last lookup found nothing.
    String whyNotFound(String name, Suggestions suggestions) {
        if (undeclaredIn == null && unresolved == null) {
            return "\"" + name + "\" is not defined." + suggestions.forType(name, file);
        }
        var text = new StringBuilder();
        if (undeclaredIn != null) {
            text.append('"')
                    .append(undeclaredName)
                    .append("\" seems to be defined in \"")
                    .append(undeclaredIn.name)
                    .append("\", which is not imported by \"")
                    .append(file.name)
                    .append("\".  To use it here, please add the necessary import.");
        }
        if (unresolved != null) {
            text.append(text.isEmpty() ? "" : " ")
                    .append('"')
                    .append(name)
                    .append("\" is resolved to \"")
                    .append(unresolved)
                    .append("\", which is not defined. The innermost scope is searched first in ")
                    .append("name resolution. Consider using a leading '.'(i.e., \".")
                    .append(name)
                    .append("\") to start from the outermost scope.")
                    .append(suggestions.forHiddenType(name));
        }
        return text.toString();
    }
}
