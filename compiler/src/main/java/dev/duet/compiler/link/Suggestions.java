package dev.duet.compiler.link;

import dev.duet.compiler.model.Element;
import dev.duet.compiler.model.EnumType;
import dev.duet.compiler.model.FieldType;
import dev.duet.compiler.model.MessageType;
import dev.duet.compiler.model.ProtoFile;

import java.util.Locale;

/// Guesses what was meant by a name that is not there.
final class Suggestions {
    private static final String[] SCALARS = {
        "double",
        "float",
        "int64",
        "uint64",
        "int32",
        "fixed64",
        "fixed32",
        "bool",
        "string",
        "bytes",
        "uint32",
        "sfixed32",
        "sfixed64",
        "sint32",
        "sint64"
    };

    private final SymbolTable symbols;

    Suggestions(SymbolTable symbols) {
        this.symbols = symbols;
    }

    /// ` Did you mean …?` for the name of a type, or nothing.
    String forType(String name, ProtoFile file) {
        String common = commonMistake(name);
        if (common != null) {
            return didYouMean(common);
        }
        var best = new Nearest(simpleName(name));
        for (String scalar : SCALARS) {
            best.offer(scalar, scalar);
        }
        String inPackage = file.packageName + ".";
        for (String candidate : symbols.names()) {
            if (symbols.get(candidate) instanceof Element element && isType(element)) {
                boolean same = candidate.startsWith(inPackage);
                best.offer(
                        element.name, same ? candidate.substring(inPackage.length()) : candidate);
            }
        }
        return best.suggestion();
    }

    /// ` Did you mean …?` for the name of a type whose first part means something else here, or
    /// nothing.
    String forHiddenType(String name) {
        if (symbols.get(name) instanceof Element element && isType(element)) {
            return didYouMean("." + name);
        }
        var best = new Nearest(simpleName(name));
        for (String candidate : symbols.names()) {
            if (symbols.get(candidate) instanceof Element element && isType(element)) {
                best.offer(element.name, "." + candidate);
            }
        }
        return best.suggestion();
    }

    private static boolean isType(Element element) {
        return element instanceof MessageType || element instanceof EnumType;
    }

    /// ` Did you mean …?` for one of some names, or nothing.
    static String among(String name, Iterable<? extends Element> elements) {
        var best = new Nearest(name);
        for (Element element : elements) {
            best.offer(element.name, element.name);
        }
        return best.suggestion();
    }

    /// ` Did you mean …?` for the name of a file that is not there, or nothing. Either the folder
    /// is right or the name in it; who leaves out the folder means the file in it.
    static String forFile(String name, Iterable<String> candidates) {
        int slash = name.lastIndexOf('/') + 1;
        String folder = name.substring(0, slash);
        String file = name.substring(slash);
        var best = new Nearest(file.replace(".proto", ""));
        var otherFolder = new Nearest(folder);
        for (String candidate : candidates) {
            if (candidate.endsWith("/" + name)) {
                return didYouMean(candidate);
            }
            int end = candidate.lastIndexOf('/') + 1;
            String last = candidate.substring(end);
            if (candidate.startsWith(folder) && end == slash) {
                best.offer(last.replace(".proto", ""), candidate);
            } else if (last.equals(file)) {
                otherFolder.offer(candidate.substring(0, end), candidate);
            }
        }
        return best.suggestion().isEmpty() ? otherFolder.suggestion() : best.suggestion();
    }

    /// Names of types in other languages.
    private static String commonMistake(String name) {
        return switch (name) {
            case "int", "integer", "Integer", "Int" -> FieldType.INT32.keyword();
            case "long", "Long" -> FieldType.INT64.keyword();
            case "uint" -> FieldType.UINT32.keyword();
            case "boolean", "Boolean", "Bool" -> FieldType.BOOL.keyword();
            case "String", "str", "text" -> FieldType.STRING.keyword();
            case "byte[]", "Bytes", "blob", "byte" -> FieldType.BYTES.keyword();
            case "float32", "Float" -> FieldType.FLOAT.keyword();
            case "float64", "Double" -> FieldType.DOUBLE.keyword();
            case "Timestamp" -> "google.protobuf.Timestamp";
            case "Duration" -> "google.protobuf.Duration";
            case "Any" -> "google.protobuf.Any";
            default -> null;
        };
    }

    private static String simpleName(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String didYouMean(String name) {
        return " Did you mean \"" + name + "\"?";
    }

    /// Keeps the nearest of some names; of equally near ones the first in the alphabet.
    private static final class Nearest {
        private final String wanted;
        private String best;
        private int bestDistance;

        Nearest(String wanted) {
            this.wanted = wanted.toLowerCase(Locale.ROOT);
            this.bestDistance = wanted.length() < 3 ? 1 : Math.max(1, wanted.length() / 4) + 1;
        }

        void offer(String name, String shown) {
            int distance = distance(wanted, name.toLowerCase(Locale.ROOT), bestDistance);
            boolean nearer =
                    distance < bestDistance
                            || distance == bestDistance
                                    && best != null
                                    && shown.compareTo(best) < 0;
            if (nearer) {
                best = shown;
                bestDistance = distance;
            }
        }

        String suggestion() {
            return best == null ? "" : didYouMean(best);
        }

        /// How many letters must be changed, added or removed; `limit + 1` if more than that.
        private static int distance(String a, String b, int limit) {
            if (Math.abs(a.length() - b.length()) > limit) {
                return limit + 1;
            }
            int[] previous = new int[b.length() + 1];
            for (int j = 0; j <= b.length(); j++) {
                previous[j] = j;
            }
            for (int i = 1; i <= a.length(); i++) {
                int[] current = new int[b.length() + 1];
                current[0] = i;
                for (int j = 1; j <= b.length(); j++) {
                    int substituted =
                            previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                    current[j] = Math.min(substituted, Math.min(previous[j], current[j - 1]) + 1);
                }
                previous = current;
            }
            return previous[b.length()];
        }
    }
}
