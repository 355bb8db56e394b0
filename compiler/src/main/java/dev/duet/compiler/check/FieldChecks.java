package dev.duet.compiler.check;

import dev.duet.compiler.model.Edition;
import dev.duet.compiler.model.Field;
import dev.duet.compiler.model.FieldType;
import dev.duet.compiler.model.JsonNames;
import dev.duet.compiler.model.MessageType;
import dev.duet.compiler.model.OptionNumbers;
import dev.duet.compiler.model.OptionStatement;
import dev.duet.compiler.syntax.Problems;

/// Rules for fields and extensions that follow from their options.
final class FieldChecks {
    private static final int LIBRARY_FIRST = 19000;
    private static final int LIBRARY_LAST = 19999;

    private final Problems problems;
    private final boolean asked;

    /// @param asked whether the file was asked for: some rules bind only who writes a file, not who
    ///   imports it
    FieldChecks(Problems problems, boolean asked) {
        this.problems = problems;
        this.asked = asked;
    }

    void check(Field field) {
        checkNumber(field);
        checkCtype(field);
        checkLazy(field);
        if (field.flag(OptionNumbers.PACKED) && !(field.isRepeated() && field.type.isPackable())) {
            problems.error(
                    at(field, "packed"),
                    "[packed = true] can only be specified for repeated primitive fields.");
        }
        checkMessageSet(field);
        checkLite(field);
        checkJsType(field);
        checkJsonName(field);
    }

    private void checkNumber(Field field) {
        if (asked && field.number >= LIBRARY_FIRST && field.number <= LIBRARY_LAST) {
            problems.error(
                    field.numberAt,
                    "Field numbers "
                            + LIBRARY_FIRST
                            + " through "
                            + LIBRARY_LAST
                            + " are reserved for the protocol buffer library implementation.");
        }
    }

    private void checkCtype(Field field) {
        if (field.file.edition.isAtLeast(Edition.EDITION_2024)
                && field.optionValues != null
                && field.optionValues.has(OptionNumbers.CTYPE)) {
            problems.error(
                    at(field, "ctype"),
                    "ctype option is not allowed under edition 2024 and beyond. Use the feature "
                            + "string_type = VIEW|CORD|STRING|... instead.");
        }
    }

    private void checkLazy(Field field) {
        boolean unverified = field.flag(OptionNumbers.UNVERIFIED_LAZY);
        if (!unverified && !field.flag(OptionNumbers.LAZY)) {
            return;
        }
        int at = at(field, unverified ? "unverified_lazy" : "lazy");
        if (field.type != FieldType.MESSAGE || field.isDelimited()) {
            problems.error(at, "[lazy = true] can only be specified for submessage fields.");
        }
        if (unverified && field.isExtension) {
            problems.error(at, "Extensions cannot be marked as unverified_lazy.");
        }
    }

    private void checkMessageSet(Field field) {
        MessageType containing = field.containingType();
        if (!containing.isMessageSet()) {
            return;
        }
        if (!field.isExtension) {
            problems.error(field.nameAt, "MessageSets cannot have fields, only extensions.");
        } else if (field.isRequired() || field.isRepeated() || field.type != FieldType.MESSAGE) {
            problems.error(field.typeAt, "Extensions of MessageSets must be optional messages.");
        }
    }

    private void checkLite(Field field) {
        if (field.isExtension
                && FileChecks.isLite(field.file)
                && !FileChecks.isLite(field.extendedType.file)) {
            problems.error(
                    field.extendeeAt,
                    "Extensions to non-lite types can only be declared in non-lite files.  Note "
                            + "that you cannot extend a non-lite type to contain a lite type, but "
                            + "the reverse is allowed.");
        }
    }

    private void checkJsType(Field field) {
        if (!field.flag(OptionNumbers.JSTYPE)) {
            return;
        }
        switch (field.type) {
            case INT64, UINT64, SINT64, FIXED64, SFIXED64 -> {}
            case DOUBLE,
                    FLOAT,
                    INT32,
                    FIXED32,
                    BOOL,
                    STRING,
                    GROUP,
                    MESSAGE,
                    BYTES,
                    UINT32,
                    ENUM,
                    SFIXED32,
                    SINT32 ->
                    problems.error(
                            at(field, "jstype"),
                            "jstype is only allowed on int64, uint64, sint64, fixed64 or sfixed64 "
                                    + "fields.");
        }
    }

    private void checkJsonName(Field field) {
        if (field.jsonName == null) {
            return;
        }
        if (field.isExtension && !field.jsonName.equals(JsonNames.derived(field.name))) {
            problems.error(
                    field.jsonNameAt, "option json_name is not allowed on extension fields.");
        }
        if (field.jsonName.indexOf('\0') >= 0) {
            problems.error(field.jsonNameAt, "json_name cannot have embedded null characters.");
        }
    }

    /// Where an option is set; else where the field's name stands.
    static int at(Field field, String option) {
        for (OptionStatement statement : field.options) {
            if (statement.startsWith(option)) {
                return statement.nameAt();
            }
        }
        return field.nameAt;
    }
}
