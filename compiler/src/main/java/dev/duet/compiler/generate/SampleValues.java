package dev.duet.compiler.generate;

import java.util.ArrayList;
import java.util.List;

/// Expressions for the messages that samples send.
final class SampleValues {
    private static final List<List<String>> TEXTS =
            List.of(List.of("Sam", "Hi"), List.of("Ann", "Hey"), List.of("John", "Hello"));
    private static final int MAX_ARGUMENTS = 4;

    private final SampleNames names;

    SampleValues(SampleNames names) {
        this.names = names;
    }

    /// The Java type of what a method takes or gives.
    String type(ServiceModel.Type type) {
        if (type.wrapper() == null) {
            return names.of(type.message().className);
        }
        return switch (type.wrapper()) {
            case "STRING" -> names.lang("String");
            case "BYTES" -> "dev.duet.proto.Bytes";
            case "BOOL" -> names.lang("Boolean");
            case "INT32", "UINT32" -> names.lang("Integer");
            case "INT64", "UINT64" -> names.lang("Long");
            case "FLOAT" -> names.lang("Float");
            default -> names.lang("Double");
        };
    }

    /// Three messages to send.
    List<String> values(ServiceModel.Type type) {
        var values = new ArrayList<String>();
        for (List<String> texts : TEXTS) {
            values.add(value(type, texts));
        }
        return values;
    }

    private String value(ServiceModel.Type type, List<String> texts) {
        if (type.wrapper() != null) {
            return switch (type.wrapper()) {
                case "STRING" -> "\"" + texts.getLast() + "\"";
                case "BYTES" -> "dev.duet.proto.Bytes.utf8(\"" + texts.getLast() + "\")";
                case "BOOL" -> "true";
                case "INT32", "UINT32" -> "1";
                case "INT64", "UINT64" -> "1L";
                case "FLOAT" -> "1f";
                default -> "1d";
            };
        }
        List<FieldModel> fields = type.message().fields;
        boolean simple =
                fields.size() <= MAX_ARGUMENTS
                        && !fields.isEmpty()
                        && fields.stream().allMatch(SampleValues::isSimple);
        if (!simple) {
            return type(type) + ".DEFAULT";
        }
        var arguments = new ArrayList<String>();
        int text = 0;
        for (FieldModel field : fields) {
            Scalar scalar = Scalar.of(field.type());
            arguments.add(
                    scalar.isPrimitive()
                            ? scalar.zero()
                            : "\"" + texts.get(text++ % texts.size()) + "\"");
        }
        return "new " + type(type) + "(" + String.join(", ", arguments) + ")";
    }

    private static boolean isSimple(FieldModel field) {
        Scalar scalar = Scalar.of(field.type());
        return field.shape == FieldModel.Shape.IMPLICIT
                && scalar != null
                && (scalar.isPrimitive() || scalar.wire().equals("String"));
    }

    /// What a sample service answers: if that is a text, the texts of the request.
    String answer(ServiceModel.Method method, String message) {
        ServiceModel.Type output = method.output();
        if (output.wrapper() == null) {
            return type(output) + ".DEFAULT";
        }
        if (output.wrapper().equals("STRING") && message != null) {
            if ("STRING".equals(method.input().wrapper())) {
                return message;
            }
            List<String> texts =
                    method.input().wrapper() != null
                            ? List.of()
                            : method.input().message().fields.stream()
                                    .filter(SampleValues::isSimple)
                                    .filter(field -> !Scalar.of(field.type()).isPrimitive())
                                    .map(field -> message + "." + field.component + "()")
                                    .toList();
            return texts.isEmpty() ? "\"Hi\"" : String.join(" + \": \" + ", texts);
        }
        return value(output, TEXTS.getFirst());
    }
}
