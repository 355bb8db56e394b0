package dev.duet.compiler.generate;

import java.util.ArrayList;
import java.util.List;

/// The name of a Java class.
///
/// @param packageName the package, empty for the unnamed one
/// @param names the simple names, from the top-level class inwards
record ClassName(String packageName, List<String> names) {
    static final String LANG = "java.lang";

    ClassName {
        names = List.copyOf(names);
    }

    static ClassName of(String packageName, String... names) {
        return new ClassName(packageName, List.of(names));
    }

    String simpleName() {
        return names.getLast();
    }

    ClassName nested(String name) {
        var inner = new ArrayList<>(names);
        inner.add(name);
        return new ClassName(packageName, inner);
    }

    boolean isTopLevel() {
        return names.size() == 1;
    }

    /// The class around this one.
    ClassName enclosing() {
        return new ClassName(packageName, names.subList(0, names.size() - 1));
    }

    ClassName topLevel() {
        return new ClassName(packageName, names.subList(0, 1));
    }

    String qualified() {
        String name = String.join(".", names);
        return packageName.isEmpty() ? name : packageName + "." + name;
    }

    /// The path of the source file.
    String path() {
        String folder = packageName.isEmpty() ? "" : packageName.replace('.', '/') + "/";
        return folder + names.getFirst() + ".java";
    }
}
