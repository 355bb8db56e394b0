package dev.duet.compiler.link;

import dev.duet.compiler.model.EnumValue;
import dev.duet.compiler.model.Field;
import dev.duet.compiler.model.FieldType;
import dev.duet.compiler.model.OptionValue;
import dev.duet.compiler.model.OptionValue.Aggregate;
import dev.duet.compiler.model.OptionValue.Identifier;
import dev.duet.compiler.model.OptionValue.NegativeInteger;
import dev.duet.compiler.model.OptionValue.PositiveInteger;
import dev.duet.compiler.model.OptionValue.Real;
import dev.duet.compiler.model.OptionValue.Text;
import dev.duet.compiler.model.OptionValues;
import dev.duet.compiler.model.OptionValues.Wire;
import dev.duet.compiler.model.ProtoFile;

/// Brings the value of one option into the type of its field.
final class OptionSetter {
    private final ProtoFile file;
    private final Scope scope;

    OptionSetter(ProtoFile file, Scope scope) {
        this.file = file;
        this.scope = scope;
    }

    /// Adds the value as field of `out`.
    ///
    /// @throws OptionError if it does not fit
    void set(Field field, OptionValue value, OptionValues out) {
        String name = field.fullName;
        switch (field.type) {
            case INT32, SINT32, SFIXED32 ->
                    Wires.add(
                            out,
                            field,
                            signed(value, "int32", Integer.MIN_VALUE, Integer.MAX_VALUE, name));
            case INT64, SINT64, SFIXED64 ->
                    Wires.add(
                            out,
                            field,
                            signed(value, "int64", Long.MIN_VALUE, Long.MAX_VALUE, name));
            case UINT32, FIXED32 ->
                    Wires.add(out, field, unsigned(value, "uint32", 0xffffffffL, name));
            case UINT64, FIXED64 -> Wires.add(out, field, unsigned(value, "uint64", -1L, name));
            case FLOAT -> Wires.addReal(out, field, (float) real(value, "float", name));
            case DOUBLE -> Wires.addReal(out, field, real(value, "double", name));
            case BOOL -> Wires.add(out, field, bool(value, name));
            case ENUM -> Wires.add(out, field, enumNumber(field, value));
            case STRING, BYTES -> {
                if (!(value instanceof Text(byte[] bytes))) {
                    throw new OptionError(
                            "Value must be quoted string for string option \"" + name + "\".");
                }
                out.add(field, bytes);
            }
            case MESSAGE, GROUP -> aggregate(field, value, out);
        }
    }

    private static long signed(OptionValue value, String type, long min, long max, String option) {
        return switch (value) {
            case PositiveInteger(long number) when number < 0 || number > max ->
                    throw outOfRange(type, Long.toString(min), Long.toString(max), option);
            case PositiveInteger(long number) -> number;
            case NegativeInteger(long number) when number < min ->
                    throw outOfRange(type, Long.toString(min), Long.toString(max), option);
            case NegativeInteger(long number) -> number;
            case Identifier _, Real _, Text _, Aggregate _ ->
                    throw noInteger(type, Long.toString(min), Long.toString(max), option);
        };
    }

    private static long unsigned(OptionValue value, String type, long max, String option) {
        String last = Long.toUnsignedString(max);
        if (!(value instanceof PositiveInteger(long number))) {
            throw noInteger(type, "0", last, option);
        }
        if (Long.compareUnsigned(number, max) > 0) {
            throw outOfRange(type, "0", last, option);
        }
        return number;
    }

    private static OptionError outOfRange(String type, String min, String max, String option) {
        return new OptionError(
                "Value out of range, "
                        + min
                        + " to "
                        + max
                        + ", for "
                        + type
                        + " option \""
                        + option
                        + "\".");
    }

    private static OptionError noInteger(String type, String min, String max, String option) {
        return new OptionError(
                "Value must be integer, from "
                        + min
                        + " to "
                        + max
                        + ", for "
                        + type
                        + " option \""
                        + option
                        + "\".");
    }

    private static double real(OptionValue value, String type, String option) {
        return switch (value) {
            case Real(double number) -> number;
            case PositiveInteger(long number) -> Wires.unsignedToDouble(number);
            case NegativeInteger(long number) -> number;
            case Identifier(String word) when word.equals("inf") -> Double.POSITIVE_INFINITY;
            case Identifier(String word) when word.equals("nan") -> Double.NaN;
            case Identifier _, Text _, Aggregate _ ->
                    throw new OptionError(
                            "Value must be number for " + type + " option \"" + option + "\".");
        };
    }

    private static long bool(OptionValue value, String option) {
        if (!(value instanceof Identifier(String word))) {
            throw new OptionError(
                    "Value must be identifier for boolean option \"" + option + "\".");
        }
        return switch (word) {
            case "true" -> 1;
            case "false" -> 0;
            default ->
                    throw new OptionError(
                            "Value must be \"true\" or \"false\" for boolean "
                                    + "option \""
                                    + option
                                    + "\".");
        };
    }

    private static long enumNumber(Field field, OptionValue value) {
        if (!(value instanceof Identifier(String word))) {
            throw new OptionError(
                    "Value must be identifier for enum-valued option \"" + field.fullName + "\".");
        }
        EnumValue found = field.enumType.value(word);
        if (found == null) {
            throw new OptionError(
                    "Enum type \""
                            + field.enumType.fullName
                            + "\" has no value named \""
                            + word
                            + "\" for option \""
                            + field.fullName
                            + "\"."
                            + Suggestions.among(word, field.enumType.values));
        }
        return found.number;
    }

    private void aggregate(Field field, OptionValue value, OptionValues out) {
        if (!(value instanceof Aggregate(int at))) {
            throw new OptionError(
                    "Option \""
                            + field.fullName
                            + "\" is a message. To set the "
                            + "entire message, use syntax like \""
                            + field.name
                            + " = { <proto text format> }\". To set fields within it, use syntax"
                            + " like \""
                            + field.name
                            + ".foo = value\".");
        }
        OptionValues message =
                new AggregateReader(file.source, at, scope).read(field.messageType, field.name);
        boolean group = field.type == FieldType.GROUP || field.isDelimited();
        out.add(field, group ? Wire.GROUP : Wire.MESSAGE, message);
    }
}
