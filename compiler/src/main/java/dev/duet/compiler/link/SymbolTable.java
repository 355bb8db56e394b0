package dev.duet.compiler.link;

import dev.duet.compiler.model.Element;
import dev.duet.compiler.model.Field;
import dev.duet.compiler.model.MessageType;
import dev.duet.compiler.model.ProtoFile;
import dev.duet.compiler.model.Symbol;
import dev.duet.compiler.model.Symbol.PackageName;

import java.util.HashMap;
import java.util.Map;

/// All names of all files of a run, by full name.
final class SymbolTable {
    private final Map<String, Symbol> symbols = new HashMap<>();
    private final Map<String, Field> extensions = new HashMap<>();

    /// What a full name stands for; null if nothing.
    Symbol get(String fullName) {
        return symbols.get(fullName);
    }

    /// Adds an element; returns what has its name already, null if it was added.
    Symbol add(Element element) {
        return symbols.putIfAbsent(element.fullName, element);
    }

    /// Adds a package and those around it; returns what has such a name and is no package, null if
    /// nothing.
    Element addPackage(String name, ProtoFile file) {
        int end = name.length();
        while (end > 0) {
            String prefix = name.substring(0, end);
            Symbol existing = symbols.putIfAbsent(prefix, new PackageName(prefix, file));
            switch (existing) {
                case null -> end = name.lastIndexOf('.', end - 1);
                case PackageName _ -> end = -1;
                case Element element -> {
                    return element;
                }
            }
        }
        return null;
    }

    /// Adds an extension by its number; returns the one that has it already, null if it was added.
    /// One of the same file comes before those of others: only this is an error.
    Field addExtension(MessageType message, Field extension) {
        String number = message.fullName + ":" + extension.number;
        Field first = extensions.putIfAbsent(number, extension);
        if (first == null || first.file == extension.file) {
            return first;
        }
        Field own = extensions.putIfAbsent(number + ":" + extension.file.name, extension);
        return own == null ? first : own;
    }

    /// All full names, for suggestions.
    Iterable<String> names() {
        return symbols.keySet();
    }
}
