package dev.duet.compiler.generate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Generates how a message is read.
///
/// Fields come in the order of their numbers, since that is how everybody writes them. So the
/// fields are asked for one after the other: in real messages each of these branches nearly always
/// goes the same way, which a processor foresees, as it does not with one `switch` for all. A field
/// that comes out of order makes the code go through the fields once more.
///
/// The fields are local variables. If there are many, they are the fields of a builder, and a
/// `switch` over the tag finds them.
final class DecodeGenerator {
    private static final int MAX_FIELDS = 60;
    private static final Set<String> OWN_LOCALS =
            Set.of("in", "tag", "base", "unknown", "read", "old", "to", "member");

    private final MessageModel message;
    private final Context context;
    private final SourceWriter out;
    private final FieldTypes types;
    private final String name;
    private final boolean wide;

    DecodeGenerator(MessageModel message, Context context) {
        this.message = message;
        this.context = context;
        out = context.out();
        types = new FieldTypes(context);
        name = context.name(message.className);
        wide = message.isWide();
    }

    void generate() {
        String reader = context.runtime("ProtoReader");
        out.blank();
        out.line(context.override());
        out.open("protected " + name + " merge(" + name + " base, " + reader + " in) {");
        if (wide) {
            wideLoop();
        } else {
            loop();
        }
        out.close();
        if (wide) {
            parts(reader);
        }
    }

    private void loop() {
        var arguments = new ArrayList<String>();
        for (Component component : message.components()) {
            String local = variable(component.name());
            arguments.add(local);
            out.line(types.local(component) + " " + local + " = base." + component.name() + "();");
        }
        arguments.add("unknown");
        out.line(context.runtime("UnknownFields") + " unknown = base.unknownFields();");
        out.line("int tag = in.readTag();");
        out.open("while (true) {");
        var known = new ArrayList<String>();
        if (message.isMessageSet()) {
            once("11", "if", List.of("unknown = in.readMessageSetItem(unknown);"));
            known.add("11");
        }
        inOrder().forEach(field -> once(field, known));
        out.open("switch (tag) {");
        out.open("case 0 -> {");
        out.list("return new " + name + "(", arguments, ");");
        out.close();
        if (!known.isEmpty()) {
            out.fill("case ", known, " -> {} // out of order");
        }
        out.open("default -> {");
        out.line("unknown = in.readUnknown(tag, unknown);");
        out.line("tag = in.readTag();");
        out.close();
        out.close();
        out.close();
    }

    private List<FieldModel> inOrder() {
        return message.fields.stream().sorted(Comparator.comparingInt(FieldModel::number)).toList();
    }

    /// Reads a field if it is the next one.
    private void once(FieldModel field, List<String> known) {
        List<String> labels = labels(field);
        known.addAll(labels);
        // Other repeated fields are read to their last element at once.
        boolean oneByOne = field.isMap() || field.isRepeated() && field.delimited;
        once(String.join(" || tag == ", labels), oneByOne ? "while" : "if", statements(field));
    }

    private void once(String tags, String keyword, List<String> statements) {
        out.open(keyword + " (tag == " + tags + ") {");
        statements.forEach(this::statement);
        out.line("tag = in.readTag();");
        out.close();
    }

    private void wideLoop() {
        out.line("var to = new " + message.builder + "(base);");
        out.open("for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {");
        var calls = new ArrayList<String>();
        for (int i = 0; i < message.fields.size(); i += MAX_FIELDS) {
            calls.add("!merge" + (i / MAX_FIELDS + 1) + "(tag, in, to)");
        }
        out.open("if (" + String.join(" && ", calls) + ") {");
        out.line("to.unknownFields = in.readUnknown(tag, to.unknownFields);");
        out.close();
        out.close();
        out.line("return to.buildPartial();");
    }

    private void parts(String reader) {
        for (int i = 0; i < message.fields.size(); i += MAX_FIELDS) {
            out.blank();
            out.open(
                    "private static boolean merge"
                            + (i / MAX_FIELDS + 1)
                            + "(int tag, "
                            + reader
                            + " in, "
                            + message.builder
                            + " to) {");
            out.open("switch (tag) {");
            message.fields
                    .subList(i, Math.min(message.fields.size(), i + MAX_FIELDS))
                    .forEach(this::cases);
            out.open("default -> {");
            out.line("return false;");
            out.close();
            out.close();
            out.line("return true;");
            out.close();
        }
    }

    /// The variable that a component is read into.
    private String variable(String component) {
        if (wide) {
            return "to." + component;
        }
        if (!OWN_LOCALS.contains(component)) {
            return component;
        }
        Set<String> taken = new HashSet<>(OWN_LOCALS);
        message.components().forEach(other -> taken.add(other.name()));
        return Names.free(component, taken);
    }

    private String unknown() {
        return wide ? "to.unknownFields" : "unknown";
    }

    /// The tags that a field may come with, the expected one first.
    private static List<String> labels(FieldModel field) {
        int wireType = wireType(field);
        String label = Integer.toString(field.number() << 3 | wireType);
        if (!field.isRepeated() || wireType == 2 || wireType == 3) {
            return List.of(label);
        }
        // Packed and unpacked are both read, whatever is declared.
        String packed = Integer.toString(field.number() << 3 | 2);
        return field.packed ? List.of(packed, label) : List.of(label, packed);
    }

    private void cases(FieldModel field) {
        String labels = String.join(", ", labels(field));
        List<String> statements = statements(field);
        if (statements.size() > 1) {
            out.open("case " + labels + " -> {");
            statements.forEach(this::statement);
            out.close();
        } else {
            statement("case " + labels + " -> ", statements.getFirst());
        }
    }

    private void statement(String statement) {
        statement("", statement);
    }

    private void statement(String before, String statement) {
        int equals = statement.indexOf(" = ");
        if (out.fits(before + statement) || equals < 0) {
            out.line(before + statement);
        } else {
            out.line(before + statement.substring(0, equals + 2));
            out.line("        " + statement.substring(equals + 3));
        }
    }

    private static int wireType(FieldModel field) {
        if (field.delimited) {
            return 3;
        }
        return switch (field.type()) {
            case TYPE_FIXED64, TYPE_SFIXED64, TYPE_DOUBLE -> 1;
            case TYPE_STRING, TYPE_BYTES, TYPE_MESSAGE, TYPE_GROUP -> 2;
            case TYPE_FIXED32, TYPE_SFIXED32, TYPE_FLOAT -> 5;
            default -> 0;
        };
    }

    private List<String> statements(FieldModel field) {
        var statements = new ArrayList<String>();
        FieldModel value = field.isMap() ? field.value : field;
        boolean closed = value.enumModel != null && value.enumModel.closed();
        if (field.isMember()) {
            member(field, closed, statements);
        } else {
            String variable = variable(field.component);
            statements.add(
                    variable
                            + " = "
                            + switch (field.shape) {
                                case MAP ->
                                        "in.readMap("
                                                + variable
                                                + ", "
                                                + types.valueType(field.key)
                                                + ", "
                                                + types.valueType(field.value)
                                                + ")";
                                case REPEATED -> readRepeated(field, variable);
                                case IMPLICIT, OPTIONAL, REQUIRED, MEMBER -> read(field, variable);
                            }
                            + ";");
        }
        if (closed) {
            statements.add(
                    unknown() + " = in.takeMissing(" + field.number() + ", " + unknown() + ");");
        }
        return statements;
    }

    private void member(FieldModel field, boolean closed, List<String> statements) {
        String variable = variable(field.oneof.component);
        String member = context.name(field.memberClass);
        if (closed) {
            statements.add("var read = " + read(field, "null") + ";");
            statements.add("if (read != null) {");
            statements.add("    " + variable + " = new " + member + "(read);");
            statements.add("}");
        } else if (field.message != null || field.wrapper != null) {
            statements.add(
                    "var old = "
                            + variable
                            + " instanceof "
                            + member
                            + " member ? member.value() : null;");
            statements.add(variable + " = new " + member + "(" + read(field, "old") + ");");
        } else {
            statements.add(variable + " = new " + member + "(" + read(field, "null") + ");");
        }
    }

    /// The expression that reads one value.
    private String read(FieldModel field, String previous) {
        if (field.wrapper != null) {
            return "in.readValue(" + types.valueType(field) + ", " + previous + ")";
        }
        if (field.message != null) {
            String start =
                    field.delimited ? "in.readGroup(" + field.number() + ", " : "in.readMessage(";
            return start + types.valueType(field) + ", " + previous + ")";
        }
        if (field.enumModel != null) {
            return field.enumModel.closed()
                    ? "in.readValue(" + types.valueType(field) + ", " + previous + ")"
                    : context.name(field.enumModel.className()) + ".of(in.readInt32())";
        }
        String unchecked = field.checkUtf8 ? "" : "Unchecked";
        Scalar scalar = Scalar.of(field.type());
        return "in.read"
                + (scalar.wire().equals("String") ? unchecked : "")
                + scalar.reader()
                + "()";
    }

    private String readRepeated(FieldModel field, String variable) {
        Scalar scalar = Scalar.of(field.type());
        if (field.message != null) {
            return field.delimited
                    ? "in.readGroups("
                            + field.number()
                            + ", "
                            + types.valueType(field)
                            + ", "
                            + variable
                            + ")"
                    : "in.readMessages(tag, " + types.valueType(field) + ", " + variable + ")";
        }
        if (scalar == null || field.wrapper != null) {
            return "in.readValues(tag, " + types.valueType(field) + ", " + variable + ")";
        }
        if (scalar.isPrimitive()) {
            return context.runtime("PackedReader")
                    + "."
                    + scalar.packedReader()
                    + "(in, tag, "
                    + variable
                    + ")";
        }
        if (scalar.wire().equals("Bytes")) {
            return "in.readBytes(tag, " + variable + ")";
        }
        return "in.read" + (field.checkUtf8 ? "" : "Unchecked") + "Strings(tag, " + variable + ")";
    }
}
