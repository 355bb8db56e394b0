package dev.duet.compiler.link;

import dev.duet.compiler.model.Element;
import dev.duet.compiler.model.EnumType;
import dev.duet.compiler.model.EnumValue;
import dev.duet.compiler.model.ExtensionRange;
import dev.duet.compiler.model.Field;
import dev.duet.compiler.model.MessageType;
import dev.duet.compiler.model.Method;
import dev.duet.compiler.model.Oneof;
import dev.duet.compiler.model.ProtoFile;
import dev.duet.compiler.model.Service;
import dev.duet.compiler.model.Symbol;
import dev.duet.compiler.syntax.Problems;

import java.util.HashMap;
import java.util.Map;

/// Gives every element of a file its full name and enters it into the symbol table; names that are
/// taken are reported. Also checks what needs no other file: numbers and reserved things.
final class Declarations {
    private static final int MAX_PACKAGE_LENGTH = 511;
    private static final int MAX_PACKAGE_DOTS = 100;

    private final SymbolTable symbols;
    private final ProtoFile file;
    private final Problems problems;
    private final NumberChecks numbers;

    /// @param problems gets what is wrong
    Declarations(SymbolTable symbols, ProtoFile file, Problems problems) {
        this.symbols = symbols;
        this.file = file;
        this.problems = problems;
        this.numbers = new NumberChecks(problems);
    }

    void declare() {
        file.fullName = file.packageName;
        declarePackage();
        for (MessageType message : file.messages) {
            declare(message, file.packageName);
        }
        for (EnumType type : file.enums) {
            declare(type, file.packageName);
        }
        for (Service service : file.services) {
            declare(service);
        }
        for (Field extension : file.extensions) {
            declare(extension, file.packageName);
        }
    }

    private void declarePackage() {
        String name = file.packageName;
        if (name.isEmpty()) {
            return;
        }
        if (name.length() > MAX_PACKAGE_LENGTH) {
            problems.error(file.packageAt, "Package name is too long");
        } else if (name.chars().filter(c -> c == '.').count() > MAX_PACKAGE_DOTS) {
            problems.error(file.packageAt, "Exceeds Maximum Package Depth");
        } else {
            Element taken = symbols.addPackage(name, file);
            if (taken != null) {
                problems.error(
                        file.packageAt,
                        "\""
                                + taken.fullName
                                + "\" is already defined (as something other than a package) in"
                                + " file \""
                                + taken.file.name
                                + "\".");
            }
        }
    }

    private void declare(MessageType message, String scope) {
        message.fullName = join(scope, message.name);
        for (Oneof oneof : message.oneofs) {
            oneof.fullName = join(message.fullName, oneof.name);
            add(oneof);
        }
        for (Field field : message.fields) {
            declare(field, message.fullName);
        }
        for (EnumType type : message.enums) {
            declare(type, message.fullName);
        }
        for (ExtensionRange range : message.extensionRanges) {
            range.fullName = message.fullName;
        }
        for (Field extension : message.extensions) {
            declare(extension, message.fullName);
        }
        for (MessageType nested : message.messages) {
            declare(nested, message.fullName);
        }
        add(message);
        numbers.check(message);
        checkMapEntries(message);
    }

    private void declare(Field field, String scope) {
        field.fullName = join(scope, field.name);
        numbers.check(field);
        add(field);
    }

    private void declare(EnumType type, String scope) {
        type.fullName = join(scope, type.name);
        if (type.values.isEmpty()) {
            problems.error(type.nameAt, "Enums must contain at least one value.");
        }
        Map<String, EnumValue> own = new HashMap<>();
        for (EnumValue value : type.values) {
            value.fullName = join(scope, value.name);
            boolean added = add(value);
            boolean newInEnum = own.putIfAbsent(value.name, value) == null;
            if (!added && newInEnum) {
                String outer = scope.isEmpty() ? "the global scope" : "\"" + scope + "\"";
                problems.error(
                        value.nameAt,
                        "Note that enum values use C++ scoping rules, meaning that enum values are"
                                + " siblings of their type, not children of it.  Therefore, \""
                                + value.name
                                + "\" must be unique within "
                                + outer
                                + ", not just within \""
                                + type.name
                                + "\".");
            }
        }
        add(type);
        numbers.check(type);
    }

    private void declare(Service service) {
        service.fullName = join(file.packageName, service.name);
        for (Method method : service.methods) {
            method.fullName = join(service.fullName, method.name);
            add(method);
        }
        add(service);
    }

    private boolean add(Element element) {
        if (element.name.isEmpty()) {
            return true;
        }
        Symbol taken = symbols.add(element);
        if (taken == null) {
            return true;
        }
        ProtoFile other =
                switch (taken) {
                    case Element existing -> existing.file;
                    case Symbol.PackageName name -> name.file();
                };
        String fullName = element.fullName;
        int dot = fullName.lastIndexOf('.');
        String message;
        if (other != file) {
            message = "\"" + fullName + "\" is already defined in file \"" + other.name + "\".";
        } else if (dot < 0) {
            message = "\"" + fullName + "\" is already defined.";
        } else {
            message =
                    "\""
                            + fullName.substring(dot + 1)
                            + "\" is already defined in \""
                            + fullName.substring(0, dot)
                            + "\".";
        }
        problems.error(element.nameAt, message);
        return false;
    }

    /// Says where a clash comes from if one of the two was made for a map.
    private void checkMapEntries(MessageType message) {
        for (MessageType entry : message.messages) {
            if (!entry.isMapEntry || symbols.get(entry.fullName) == entry) {
                continue;
            }
            String with =
                    switch (symbols.get(entry.fullName)) {
                        case MessageType _ -> "nested message type";
                        case Field _ -> "field";
                        case EnumType _ -> "enum type";
                        case Oneof _ -> "oneof type";
                        case null, default -> null;
                    };
            if (with != null) {
                problems.error(
                        message.nameAt,
                        "Expanded map entry type "
                                + entry.name
                                + " conflicts with an existing "
                                + with
                                + ".");
            }
        }
    }

    private static String join(String scope, String name) {
        return scope.isEmpty() ? name : scope + "." + name;
    }
}
