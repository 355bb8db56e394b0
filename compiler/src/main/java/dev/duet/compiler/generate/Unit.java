package dev.duet.compiler.generate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The names of one source file: how each class is written in it, and what it imports.
final class Unit {
    private static final String RUNTIME = "dev.duet.proto";

    private final ClassName top;
    private final Map<ClassName, Set<String>> members = new HashMap<>();
    private final Set<String> declared = new HashSet<>();

    /// Simple names that mean a class outside of this file.
    private final Map<String, ClassName> used = new HashMap<>();

    private final TreeSet<String> imports = new TreeSet<>();
    private final Set<String> roots = new HashSet<>();
    private final Set<String> packageNames;

    /// @param top the class that the file holds
    /// @param packageNames the names of the top-level classes of its package
    Unit(ClassName top, Set<String> packageNames) {
        this.top = top;
        this.packageNames = packageNames;
        declared.add(top.simpleName());
    }

    /// Says that the file declares a nested class.
    void declare(ClassName nested) {
        members.computeIfAbsent(nested.enclosing(), c -> new HashSet<>()).add(nested.simpleName());
        declared.add(nested.simpleName());
    }

    /// Keeps a simple name for a class of the same package, which cannot be imported.
    void reserve(ClassName neighbour) {
        ClassName name = neighbour.topLevel();
        if (name.packageName().equals(top.packageName()) && !name.equals(top)) {
            used.putIfAbsent(name.simpleName(), name);
        }
    }

    /// How a class is written inside `scope`.
    String name(ClassName name, ClassName scope) {
        String written = written(name, scope);
        roots.add(written.substring(0, (written + ".").indexOf('.')));
        return written;
    }

    private String written(ClassName name, ClassName scope) {
        if (name.topLevel().equals(top)) {
            return ownName(name, scope);
        }
        if (!name.isTopLevel()) {
            return written(name.enclosing(), scope) + "." + name.simpleName();
        }
        String simple = name.simpleName();
        if (declared.contains(simple)) {
            return name.qualified();
        }
        ClassName other = used.putIfAbsent(simple, name);
        if (other != null && !other.equals(name)) {
            return name.qualified();
        }
        boolean visible =
                name.packageName().equals(top.packageName())
                        || name.packageName().equals(ClassName.LANG)
                                && !packageNames.contains(simple);
        if (!visible) {
            imports.add(name.qualified());
        }
        return simple;
    }

    /// A class of `dev.duet.proto`.
    String runtime(String simpleName, ClassName scope) {
        return name(ClassName.of(RUNTIME, simpleName), scope);
    }

    /// A class of `java.lang`.
    String lang(String simpleName, ClassName scope) {
        return name(ClassName.of(ClassName.LANG, simpleName), scope);
    }

    /// A class of `java.util`.
    String util(String simpleName, ClassName scope) {
        return name(ClassName.of("java.util", simpleName), scope);
    }

    private String ownName(ClassName name, ClassName scope) {
        if (name.isTopLevel()) {
            return isShadowed(name, scope) ? name.qualified() : name.simpleName();
        }
        return encloses(name.enclosing(), scope) && !isShadowed(name, scope)
                ? name.simpleName()
                : ownName(name.enclosing(), scope) + "." + name.simpleName();
    }

    private static boolean encloses(ClassName outer, ClassName inner) {
        return inner.names().size() >= outer.names().size()
                && inner.names().subList(0, outer.names().size()).equals(outer.names());
    }

    /// Whether a class between `scope` and the one around `name` has a member of that name.
    private boolean isShadowed(ClassName name, ClassName scope) {
        int depth = name.names().size();
        for (ClassName at = scope; at.names().size() >= depth; at = at.enclosing()) {
            if (members.getOrDefault(at, Set.of()).contains(name.simpleName())) {
                return true;
            }
            if (at.isTopLevel()) {
                break;
            }
        }
        return false;
    }

    /// The fully qualified names to import, in order.
    Set<String> imports() {
        return imports;
    }

    /// The first parts of the names in the file: a component of such a name obscures them.
    Set<String> roots() {
        return roots;
    }
}
