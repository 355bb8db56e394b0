package dev.duet.compiler.generate;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// Turns proto names into Java names. A name that Java or another member has taken already gets an
/// underscore behind it.
final class Names {
    private static final Set<String> KEYWORDS =
            Set.of(
                    "abstract",
                    "assert",
                    "boolean",
                    "break",
                    "byte",
                    "case",
                    "catch",
                    "char",
                    "class",
                    "const",
                    "continue",
                    "default",
                    "do",
                    "double",
                    "else",
                    "enum",
                    "extends",
                    "false",
                    "final",
                    "finally",
                    "float",
                    "for",
                    "goto",
                    "if",
                    "implements",
                    "import",
                    "instanceof",
                    "int",
                    "interface",
                    "long",
                    "native",
                    "new",
                    "null",
                    "package",
                    "private",
                    "protected",
                    "public",
                    "return",
                    "short",
                    "static",
                    "strictfp",
                    "super",
                    "switch",
                    "synchronized",
                    "this",
                    "throw",
                    "throws",
                    "transient",
                    "true",
                    "try",
                    "void",
                    "volatile",
                    "while",
                    "_");

    /// Methods without parameters that every object or message has.
    private static final Set<String> METHODS =
            Set.of(
                    "clone",
                    "finalize",
                    "getClass",
                    "hashCode",
                    "notify",
                    "notifyAll",
                    "toString",
                    "wait",
                    "messageCodec",
                    "unknownFields",
                    "toByteArray",
                    "builder",
                    "toBuilder");

    /// Constants that generated classes have.
    private static final Set<String> CONSTANTS = Set.of("CODEC", "DEFAULT", "NAME");

    private Names() {}

    static boolean isKeyword(String name) {
        return KEYWORDS.contains(name);
    }

    /// The first of `name`, `name_`, `name__`, … that is not taken.
    static String free(String name, Set<String> taken) {
        String result = name;
        while (taken.contains(result) || KEYWORDS.contains(result)) {
            result += "_";
        }
        return result;
    }

    /// A name for a record component or builder property: `first_name` → `firstName`.
    static String component(String protoName, Set<String> taken) {
        String name = lowerCamel(protoName);
        while (taken.contains(name) || KEYWORDS.contains(name) || METHODS.contains(name)) {
            name += "_";
        }
        return name;
    }

    /// A name for a method of a stub: `SayHello` → `sayHello`.
    static String method(String protoName, Set<String> taken) {
        Set<String> unfit = new HashSet<>(taken);
        // Calls of a method of that name must be qualified.
        unfit.add("yield");
        return component(protoName, unfit);
    }

    /// A name for a type: `chat_event` → `ChatEvent`, but `chatEvent` → `ChatEvent` and `FOO` →
    /// `FOO`.
    static String type(String protoName) {
        return upperFirst(lowerCamel(protoName));
    }

    /// The name of a message or an enum: as declared, with a capital in front. Where the name of a
    /// constant may stand, that would be meant.
    static String declaredType(String protoName) {
        String name = upperFirst(protoName);
        return name.equals("_") || CONSTANTS.contains(name) ? name + "_" : name;
    }

    /// Takes a name for a type: the first of `name`, `name_`, … that no other type beside it has.
    /// Small and capital letters make no difference: some file systems know none.
    ///
    /// @param taken the names that are taken, in small letters
    static String takeType(String name, Set<String> taken) {
        String result = name;
        while (!taken.add(result.toLowerCase(Locale.ROOT))) {
            result += "_";
        }
        return result;
    }

    /// A name for a constant: `sayHello` → `SAY_HELLO`, `HTTPGet` → `HTTP_GET`.
    static String constant(String protoName) {
        var result = new StringBuilder();
        for (int i = 0; i < protoName.length(); i++) {
            char c = protoName.charAt(i);
            boolean upper = Character.isUpperCase(c);
            if (upper
                    && i > 0
                    && protoName.charAt(i - 1) != '_'
                    && (!Character.isUpperCase(protoName.charAt(i - 1))
                            || i + 1 < protoName.length()
                                    && Character.isLowerCase(protoName.charAt(i + 1)))) {
                result.append('_');
            }
            result.append(Character.toUpperCase(c));
        }
        String name = result.toString();
        return Character.isDigit(name.charAt(0)) || name.equals("_") ? "_" + name : name;
    }

    static String lowerCamel(String protoName) {
        var result = new StringBuilder();
        boolean capital = false;
        boolean shouting = protoName.chars().noneMatch(Character::isLowerCase);
        String name = shouting ? protoName.toLowerCase(Locale.ROOT) : protoName;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '_') {
                capital = result.length() > 0;
            } else {
                result.append(capital ? Character.toUpperCase(c) : c);
                capital = false;
            }
        }
        if (result.isEmpty()) {
            return "_";
        }
        int capitals = 0;
        while (capitals < result.length() && Character.isUpperCase(result.charAt(capitals))) {
            capitals++;
        }
        // URL → url, URLPath → urlPath, Name → name.
        int lowered =
                capitals > 1
                                && capitals < result.length()
                                && Character.isLetter(result.charAt(capitals))
                        ? capitals - 1
                        : capitals;
        for (int i = 0; i < lowered; i++) {
            result.setCharAt(i, Character.toLowerCase(result.charAt(i)));
        }
        if (Character.isDigit(result.charAt(0))) {
            result.insert(0, '_');
        }
        return result.toString();
    }

    static String upperFirst(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
