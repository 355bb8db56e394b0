package dev.duet.compiler.link;

import dev.duet.compiler.model.Element;
import dev.duet.compiler.model.Elements;
import dev.duet.compiler.model.Field;
import dev.duet.compiler.model.MessageType;
import dev.duet.compiler.model.OptionStatement;
import dev.duet.compiler.model.OptionStatement.NamePart;
import dev.duet.compiler.model.OptionUse;
import dev.duet.compiler.model.OptionValues;
import dev.duet.compiler.model.OptionValues.Wire;
import dev.duet.compiler.model.ProtoFile;
import dev.duet.compiler.model.Symbol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds the fields that options name and sets them.
///
/// Two passes: options that start with a plain name come first, features among them, because the
/// extensions that other options name may have features of their own.
final class OptionInterpreter {
    private final Workspace workspace;
    private final ProtoFile file;
    private final Scope scope;
    private final List<Element> withOptions = new ArrayList<>();
    private final List<OptionUse> uses = new ArrayList<>();

    OptionInterpreter(Workspace workspace, ProtoFile file, Scope scope) {
        this.workspace = workspace;
        this.file = file;
        this.scope = scope;
        for (Element element : Elements.of(file)) {
            if (!element.options.isEmpty()) {
                withOptions.add(element);
            }
        }
    }

    void interpretBuiltIn() {
        interpret(false);
    }

    void interpretExtensions() {
        interpret(true);
    }

    /// What was interpreted so far.
    List<OptionUse> uses() {
        return uses;
    }

    private void interpret(boolean extensions) {
        for (Element element : withOptions) {
            if (element.optionValues == null) {
                element.optionValues = new OptionValues();
            }
            MessageType message = null;
            Map<Integer, Integer> counts = new HashMap<>();
            for (OptionStatement option : element.options) {
                if (option.name().getFirst().isExtension() == extensions) {
                    message =
                            message != null ? message : workspace.optionSchema().messageOf(element);
                    interpret(element, message, option, counts);
                }
            }
        }
    }

    private void interpret(
            Element element,
            MessageType message,
            OptionStatement option,
            Map<Integer, Integer> counts) {
        if (option.startsWith("uninterpreted_option")) {
            file.problems.error(
                    option.nameAt(), "Option must not use reserved name \"uninterpreted_option\".");
            return;
        }
        List<Field> fields = resolve(element, message, option);
        if (fields == null) {
            return;
        }
        Field leaf = fields.getLast();
        if (!leaf.isRepeated() && isSet(element.optionValues, fields, 0)) {
            file.problems.error(
                    option.nameAt(),
                    "Option \""
                            + text(option.name(), option.name().size())
                            + "\" was already set.");
            return;
        }
        var value = new OptionValues();
        try {
            new OptionSetter(file, scope).set(leaf, option.value(), value);
        } catch (OptionError e) {
            int at = e.at() >= 0 ? e.at() : option.valueAt();
            file.problems.error(at, e.getMessage());
            return;
        }
        for (int i = fields.size() - 2; i >= 0; i--) {
            Field field = fields.get(i);
            var outer = new OptionValues();
            outer.add(field, field.isDelimited() ? Wire.GROUP : Wire.MESSAGE, value);
            value = outer;
        }
        element.optionValues.entries().addAll(value.entries());
        uses.add(new OptionUse(element, option, value));
        moveLocation(element, option, fields, counts);
    }

    /// The fields from the options message down to the one that is set; null after an error.
    private List<Field> resolve(Element element, MessageType message, OptionStatement option) {
        List<Field> fields = new ArrayList<>(option.name().size());
        MessageType inside = message;
        List<NamePart> name = option.name();
        for (int i = 0; i < name.size(); i++) {
            NamePart part = name.get(i);
            String soFar = text(name, i + 1);
            Field field =
                    part.isExtension()
                            ? extension(element, part, soFar)
                            : inside.field(part.text());
            if (field == null) {
                if (!part.isExtension()) {
                    file.problems.error(
                            option.nameAt(),
                            "Option \"" + soFar + "\" unknown." + unknownHint(part, inside));
                }
                return null;
            }
            if (field.containingType() != inside) {
                file.problems.error(
                        option.nameAt(),
                        "Option field \""
                                + soFar
                                + "\" is not a field or extension of message \""
                                + inside.name
                                + "\".");
                return null;
            }
            if (field.file == file && option.startsWith("features")) {
                file.problems.error(
                        option.nameAt(),
                        "Feature \""
                                + soFar
                                + "\" can't be used in the same file it's defined in.");
                return null;
            }
            fields.add(field);
            if (i < name.size() - 1) {
                if (!field.type.isMessage()) {
                    file.problems.error(
                            option.nameAt(),
                            "Option \"" + soFar + "\" is an atomic type, not a message.");
                    return null;
                }
                if (field.isRepeated()) {
                    file.problems.error(
                            option.nameAt(),
                            "Option field \""
                                    + soFar
                                    + "\" is a repeated message. Repeated message options must be "
                                    + "initialized using an aggregate value.");
                    return null;
                }
                inside = field.messageType;
            }
        }
        return fields;
    }

    private static String unknownHint(NamePart part, MessageType inside) {
        String hint = Suggestions.among(part.text(), inside.fields);
        return hint.isEmpty()
                ? " Ensure that your proto definition file imports the proto which defines the "
                        + "option (i.e. via import option after edition 2024)."
                : hint;
    }

    private Field extension(Element element, NamePart part, String soFar) {
        String from =
                element == file
                        ? file.packageName.isEmpty() ? "file" : file.packageName + ".file"
                        : element.fullName;
        Symbol found = scope.lookup(part.text(), from, Scope.Wanted.ANY);
        if (found instanceof Field field) {
            return field;
        }
        if (scope.unresolved() != null) {
            file.problems.error(
                    part.at(),
                    "Option \""
                            + soFar
                            + "\" is resolved to \"("
                            + scope.unresolved()
                            + ")\", which is not defined. The innermost scope is searched first in"
                            + " name resolution. Consider using a leading '.'(i.e., \"(."
                            + soFar.substring(1)
                            + "\") to start from the outermost scope.");
        } else {
            file.problems.error(
                    part.at(),
                    "Option \""
                            + soFar
                            + "\" unknown. Ensure that your proto definition file imports the proto"
                            + " which defines the option (i.e. via import option after edition"
                            + " 2024).");
        }
        return null;
    }

    private static boolean isSet(OptionValues values, List<Field> fields, int depth) {
        int number = fields.get(depth).number;
        for (OptionValues.Entry entry : values.entries()) {
            if (entry.number() != number) {
                continue;
            }
            if (depth == fields.size() - 1
                    || entry.message() != null && isSet(entry.message(), fields, depth + 1)) {
                return true;
            }
        }
        return false;
    }

    /// The option's source location goes to the field that it set.
    private static void moveLocation(
            Element element,
            OptionStatement option,
            List<Field> fields,
            Map<Integer, Integer> counts) {
        Field leaf = fields.getLast();
        int[] base = element.path;
        int[] path =
                Arrays.copyOf(base, base.length + 1 + fields.size() + (leaf.isRepeated() ? 1 : 0));
        int at = base.length;
        path[at++] = OptionSchema.optionsNumber(element);
        int key = 0;
        for (Field field : fields) {
            path[at++] = field.number;
            key = key * 31 + field.number;
        }
        if (leaf.isRepeated()) {
            path[at] = counts.merge(key, 1, Integer::sum) - 1;
        }
        option.location().moveTo(path);
    }

    private static String text(List<NamePart> name, int parts) {
        var text = new StringBuilder();
        for (NamePart part : name.subList(0, parts)) {
            text.append(text.isEmpty() ? "" : ".");
            if (part.isExtension()) {
                text.append('(').append(part.text()).append(')');
            } else {
                text.append(part.text());
            }
        }
        return text.toString();
    }
}
