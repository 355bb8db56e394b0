package dev.duet.compiler.generate;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// How a sample writes the names of classes. It imports the generated ones one by one; those that
/// are called like another, or like something that samples use, are written with their packages. A
/// class beside the sample, whether the sample uses it or not, takes its name from everything else.
final class SampleNames {
    /// Those of `java.lang`.
    private static final Set<String> LANG =
            Set.of(
                    "Boolean",
                    "Double",
                    "Exception",
                    "Float",
                    "IO",
                    "Integer",
                    "Long",
                    "Override",
                    "String",
                    "SuppressWarnings");

    /// Those of the package of Duet that a sample imports as a whole.
    private static final Set<String> DUET = Set.of("Channel", "Requests", "Responses", "Server");

    private final String duetPackage;

    /// The names of the classes beside the sample, which is in the unnamed package.
    private final Set<String> beside = new HashSet<>();

    /// Top-level classes by how they are written.
    private final Map<String, ClassName> simple = new HashMap<>();

    private final Set<String> imports = new TreeSet<>();

    /// @param file the file that the sample is for
    /// @param files all files of the run, that one among them
    /// @param duetPackage the package of Duet that is imported as a whole
    SampleNames(FileModel file, Collection<FileModel> files, String duetPackage) {
        this.duetPackage = duetPackage;
        files.stream()
                .filter(other -> other.javaPackage.isEmpty())
                .flatMap(other -> other.topLevelClasses().stream())
                .forEach(name -> beside.add(name.simpleName()));
        file.services.forEach(service -> add(service.className()));
        for (ServiceModel service : file.services) {
            for (ServiceModel.Method method : service.methods()) {
                for (ServiceModel.Type type : List.of(method.input(), method.output())) {
                    if (type.wrapper() == null && !method.deprecated()) {
                        add(type.message().className.topLevel());
                    }
                }
            }
        }
    }

    private void add(ClassName name) {
        String simpleName = name.simpleName();
        if (name.packageName().isEmpty()) {
            simple.put(simpleName, name); // A class beside the sample: its name cannot be longer.
        } else if (!LANG.contains(simpleName)
                && !DUET.contains(simpleName)
                && !beside.contains(simpleName)
                && simple.putIfAbsent(simpleName, name) == null) {
            imports.add(name.qualified());
        }
    }

    /// The generated classes to import, by their full names, in order.
    Set<String> imports() {
        return imports;
    }

    /// The simple names that the sample cannot give to what it declares.
    Set<String> taken() {
        Set<String> taken = new HashSet<>(simple.keySet());
        taken.addAll(beside);
        taken.addAll(LANG);
        taken.addAll(DUET);
        return taken;
    }

    /// A generated class.
    String of(ClassName name) {
        return name.topLevel().equals(simple.get(name.names().getFirst()))
                ? String.join(".", name.names())
                : name.qualified();
    }

    /// A class of `java.lang`.
    String lang(String simpleName) {
        return beside.contains(simpleName) ? ClassName.LANG + "." + simpleName : simpleName;
    }

    /// A class of the package of Duet that is imported as a whole.
    String duet(String simpleName) {
        return beside.contains(simpleName) ? duetPackage + "." + simpleName : simpleName;
    }
}
