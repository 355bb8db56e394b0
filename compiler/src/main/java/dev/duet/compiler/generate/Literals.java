package dev.duet.compiler.generate;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Java expressions for declared default values.
final class Literals {
    private final Context context;

    Literals(Context context) {
        this.context = context;
    }

    /// The declared default of a field.
    ///
    /// @throws IllegalArgumentException if it is not a value of the field's type
    String of(FieldModel field) {
        String value = field.proto.getDefaultValue();
        return switch (field.type()) {
            case TYPE_INT32, TYPE_SINT32, TYPE_SFIXED32 ->
                    Integer.toString(Integer.parseInt(value));
            case TYPE_UINT32, TYPE_FIXED32 -> Integer.toString(Integer.parseUnsignedInt(value));
            case TYPE_INT64, TYPE_SINT64, TYPE_SFIXED64 -> Long.parseLong(value) + "L";
            case TYPE_UINT64, TYPE_FIXED64 -> Long.parseUnsignedLong(value) + "L";
            case TYPE_BOOL -> Boolean.toString(Boolean.parseBoolean(value));
            case TYPE_FLOAT ->
                    floating(value, "Float", Float.toString(parse(value).floatValue()) + "f");
            case TYPE_DOUBLE -> floating(value, "Double", parse(value) + "d");
            case TYPE_STRING -> string(value);
            case TYPE_BYTES -> bytes(unescape(value));
            case TYPE_ENUM ->
                    context.name(field.enumModel.constants())
                            + "."
                            + field.enumModel.value(value).javaName();
            case TYPE_MESSAGE, TYPE_GROUP ->
                    throw new IllegalArgumentException(
                            field.name() + " cannot have a default value");
        };
    }

    private static Double parse(String value) {
        return switch (value) {
            case "inf", "-inf", "nan", "-nan" -> 0d;
            default -> Double.valueOf(value);
        };
    }

    private String floating(String value, String type, String finite) {
        return switch (value) {
            case "inf" -> context.lang(type) + ".POSITIVE_INFINITY";
            case "-inf" -> context.lang(type) + ".NEGATIVE_INFINITY";
            case "nan", "-nan" -> context.lang(type) + ".NaN";
            default -> {
                if (finite.startsWith("Infinity")) {
                    yield context.lang(type) + ".POSITIVE_INFINITY";
                }
                yield finite.startsWith("-Infinity")
                        ? context.lang(type) + ".NEGATIVE_INFINITY"
                        : finite;
            }
        };
    }

    /// A string literal. Java allows 65,535 bytes in one, so long ones are joined from parts at run
    /// time.
    static String string(String value) {
        int max = 10_000;
        if (value.length() <= max) {
            return quote(value);
        }
        var parts = new ArrayList<String>();
        for (int i = 0; i < value.length(); i += max) {
            parts.add(quote(value.substring(i, Math.min(value.length(), i + max))));
        }
        return parts.getFirst()
                + parts.stream()
                        .skip(1)
                        .map(part -> ".concat(" + part + ")")
                        .collect(Collectors.joining());
    }

    private static String quote(String value) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < 0x20 || c == 0x7F || Character.isSurrogate(c)) {
                        quoted.append(String.format("\\u%04x", (int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }

    private String bytes(byte[] value) {
        String bytes = context.runtime("Bytes");
        String text = new String(value, StandardCharsets.UTF_8);
        if (Arrays.equals(text.getBytes(StandardCharsets.UTF_8), value)) {
            return bytes + ".utf8(" + string(text) + ")";
        }
        var parts = new ArrayList<String>();
        for (byte b : value) {
            parts.add(b < 0 ? "(byte) " + b : Byte.toString(b));
        }
        return bytes + ".of(new byte[] {" + String.join(", ", parts) + "})";
    }

    /// Undoes the escapes in which a descriptor keeps the default of a `bytes` field.
    private static byte[] unescape(String value) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '\\') {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            char escape = value.charAt(++i);
            switch (escape) {
                case 'n' -> bytes.write('\n');
                case 'r' -> bytes.write('\r');
                case 't' -> bytes.write('\t');
                case 'a' -> bytes.write(7);
                case 'b' -> bytes.write('\b');
                case 'f' -> bytes.write('\f');
                case 'v' -> bytes.write(11);
                case 'x', 'X' -> {
                    int end = i + 1;
                    while (end < value.length()
                            && end < i + 3
                            && Character.digit(value.charAt(end), 16) >= 0) {
                        end++;
                    }
                    bytes.write(Integer.parseInt(value.substring(i + 1, end), 16));
                    i = end - 1;
                }
                case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                    int end = i;
                    while (end < value.length()
                            && end < i + 3
                            && Character.digit(value.charAt(end), 8) >= 0) {
                        end++;
                    }
                    bytes.write(Integer.parseInt(value.substring(i, end), 8));
                    i = end - 1;
                }
                default -> bytes.write(escape);
            }
        }
        return bytes.toByteArray();
    }
}
