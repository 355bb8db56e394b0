package dev.duet.interop;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The flags of the interop programs: `--name=value`.
///
/// Flags that the descriptions of the tests know and that have no meaning here are taken and
/// ignored, so that the scripts of other implementations can start these programs.
final class Flags {
    private final Map<String, String> values = new HashMap<>();

    /// Reads a command line.
    ///
    /// @param args the command line
    /// @param known the names that may occur
    /// @throws IllegalArgumentException if something is not a flag, or not a known one
    Flags(String[] args, Set<String> known) {
        for (String arg : args) {
            int equals = arg.indexOf('=');
            if (!arg.startsWith("--") || equals < 0) {
                throw new IllegalArgumentException(
                        "not a flag: '" + arg + "' (flags are --name=value)");
            }
            String name = arg.substring(2, equals);
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "unknown flag: --"
                                + name
                                + " (known are --"
                                + String.join(", --", new TreeSet<>(known))
                                + ")");
            }
            values.put(name, arg.substring(equals + 1));
        }
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    int number(String name, int otherwise) {
        String value = values.get(name);
        try {
            return value == null ? otherwise : Integer.parseInt(value);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("--" + name + " is not a number: '" + value + "'");
        }
    }

    boolean isTrue(String name) {
        return Boolean.parseBoolean(values.getOrDefault(name, "false"));
    }
}
