package dev.duet.compiler.syntax;

import dev.duet.compiler.model.Edition;
import dev.duet.compiler.model.Element;
import dev.duet.compiler.model.Field;
import dev.duet.compiler.model.FieldType;
import dev.duet.compiler.model.Label;
import dev.duet.compiler.model.MessageType;
import dev.duet.compiler.model.OptionNumbers;
import dev.duet.compiler.model.OptionStatement;
import dev.duet.compiler.model.OptionValues;

import java.util.List;
import java.util.Locale;

/// Reads fields and extensions, groups and maps with them.
final class FieldParser {
    private static final int NAME = 1;
    private static final int NUMBER = 3;
    private static final int LABEL = 4;
    private static final int TYPE = 5;
    private static final int TYPE_NAME = 6;
    private static final int DEFAULT_VALUE = 7;
    private static final int OPTIONS = 8;
    private static final int JSON_NAME = 10;

    /// What is around a field, for the messages that groups and maps make.
    ///
    /// @param parent the message or file that they are declared in
    /// @param location its location
    /// @param nestedTypeField the number of the field that holds messages in its descriptor
    /// @param nestedTypes where they are added
    record Scope(
            Element parent,
            Location location,
            int nestedTypeField,
            List<MessageType> nestedTypes) {}

    private record MapTypes(FieldType key, String keyName, FieldType value, String valueName) {}

    private final Cursor cursor;
    private final OptionParser options;
    private final TypeNameParser types;
    private final MessageParser messages;
    private final DefaultParser defaults;

    FieldParser(Cursor cursor, OptionParser options, TypeNameParser types, MessageParser messages) {
        this.cursor = cursor;
        this.options = options;
        this.types = types;
        this.messages = messages;
        this.defaults = new DefaultParser(cursor);
    }

    /// A field with its label, if it has one.
    void field(Field field, Location location, Scope scope) {
        field.nameAt = cursor.token.start;
        label(field, location);
        fieldWithoutLabel(field, location, scope);
    }

    private void label(Field field, Location location) {
        Label label = labelHere();
        if (label == null) {
            return;
        }
        Edition edition = field.file.edition;
        if (!edition.isLegacy() && label == Label.OPTIONAL) {
            cursor.error(
                    "Label \"optional\" is not supported in editions. By default, all singular"
                            + " fields have presence unless features.field_presence is set.");
        } else if (!edition.isLegacy() && label == Label.REQUIRED) {
            cursor.error(
                    "Label \"required\" is not supported in editions, use "
                            + "features.field_presence = LEGACY_REQUIRED.");
        }
        cursor.openToken(location, LABEL);
        cursor.token.next();
        field.label = label;
        if (edition == Edition.PROTO3 && label == Label.OPTIONAL) {
            field.proto3Optional = true;
        }
    }

    private Label labelHere() {
        if (cursor.at("optional")) {
            return Label.OPTIONAL;
        }
        if (cursor.at("repeated")) {
            return Label.REPEATED;
        }
        return cursor.at("required") ? Label.REQUIRED : null;
    }

    /// A field from its type on.
    void fieldWithoutLabel(Field field, Location location, Scope scope) {
        field.path = location.path();
        field.nameAt = cursor.token.start;
        MapTypes map = type(field, location);

        field.nameAt = cursor.token.start;
        Location nameLocation = cursor.open(location, NAME);
        field.name = cursor.consumeIdentifier("Expected field name.");
        cursor.close(nameLocation);
        cursor.consume('=', "Missing field number.");

        field.numberAt = cursor.token.start;
        Location number = cursor.open(location, NUMBER);
        field.number = cursor.consumeInteger("Expected field number.");
        cursor.close(number);

        fieldOptions(field, location);
        if (field.type == FieldType.GROUP) {
            group(field, location, nameLocation, scope);
        } else {
            cursor.endDeclaration(';', location);
        }
        cursor.close(location);
        if (map != null) {
            mapEntry(field, map, scope);
        }
    }

    /// Reads the type; returns the types of a map's key and value, null if it is no map.
    private MapTypes type(Field field, Location location) {
        field.typeAt = cursor.token.start;
        Location typeLocation = cursor.open(location);
        MapTypes map = null;
        boolean named = false;
        if (cursor.at("map")) {
            cursor.token.next();
            named = !cursor.at('<');
            if (!named) {
                map = mapTypes(field);
                field.isMap = true;
                field.label = Label.REPEATED;
                typeLocation.moveTo(location.pathTo(TYPE_NAME));
                cursor.close(typeLocation);
                return map;
            }
        }
        if (field.label == null) {
            if (field.file.edition == Edition.PROTO2) {
                cursor.error("Expected \"required\", \"optional\", or \"repeated\".");
            }
            field.label = Label.OPTIONAL;
        }
        if (named) {
            field.typeName = "map";
        } else {
            field.type = types.builtIn();
            if (field.type == FieldType.GROUP && !field.file.edition.isLegacy()) {
                cursor.problems.error(
                        field.typeAt,
                        "Group syntax is no longer supported in "
                                + "editions. To get group behavior you can specify "
                                + "features.message_encoding = DELIMITED on a message field.");
            }
            if (field.type == null) {
                field.typeName = types.userType();
            }
        }
        typeLocation.moveTo(location.pathTo(field.type == null ? TYPE_NAME : TYPE));
        cursor.close(typeLocation);
        return null;
    }

    private MapTypes mapTypes(Field field) {
        if (field.oneof != null) {
            throw cursor.fail("Map fields are not allowed in oneofs.");
        }
        if (field.label != null) {
            throw cursor.fail(
                    "Field labels (required/optional/repeated) are not allowed on "
                            + "map fields.");
        }
        if (field.isExtension) {
            throw cursor.fail("Map fields are not allowed to be extensions.");
        }
        cursor.consume('<');
        FieldType key = types.builtIn();
        String keyName = key == null ? types.userType() : null;
        cursor.consume(',');
        FieldType value = types.builtIn();
        String valueName = value == null ? types.userType() : null;
        cursor.consume('>');
        return new MapTypes(key, keyName, value, valueName);
    }

    private void fieldOptions(Field field, Location location) {
        if (!cursor.at('[')) {
            return;
        }
        Location optionsLocation = cursor.open(location, OPTIONS);
        cursor.consume('[');
        do {
            if (cursor.at("default")) {
                defaults.defaultValue(field, location, DEFAULT_VALUE);
            } else if (cursor.at("json_name")) {
                jsonName(field, location);
            } else {
                options.assignment(field, optionsLocation);
            }
        } while (cursor.tryConsume(','));
        cursor.consume(']');
        cursor.close(optionsLocation);
    }

    private void jsonName(Field field, Location location) {
        if (field.jsonName != null) {
            cursor.error("Already set option \"json_name\".");
        }
        field.jsonNameAt = cursor.token.start;
        Location nameLocation = cursor.open(location, JSON_NAME);
        cursor.consume("json_name");
        cursor.consume('=');
        Location valueLocation = cursor.open(location, JSON_NAME);
        field.jsonName = cursor.consumeText("Expected string for JSON name.");
        cursor.close(valueLocation);
        cursor.close(nameLocation);
    }

    /// A group declares a message and a field of that type at once.
    private void group(Field field, Location location, Location nameLocation, Scope scope) {
        var message = new MessageType(scope.parent());
        Location groupLocation =
                cursor.open(scope.location(), scope.nestedTypeField(), scope.nestedTypes().size());
        groupLocation.startAt(location);
        scope.nestedTypes().add(message);
        message.name = field.name;
        message.nameAt = field.nameAt;
        message.path = groupLocation.path();
        cursor.locations.add(nameLocation.copyTo(groupLocation.pathTo(1)));
        cursor.locations.add(nameLocation.copyTo(location.pathTo(TYPE_NAME)));
        char first = message.name.charAt(0);
        if (first < 'A' || first > 'Z') {
            cursor.problems.error(field.nameAt, "Group names must start with a capital letter.");
        }
        field.name = field.name.toLowerCase(Locale.ROOT);
        field.typeName = message.name;
        if (!cursor.at('{')) {
            throw cursor.fail("Missing group body.");
        }
        messages.block(message, groupLocation);
        cursor.close(groupLocation);
    }

    /// The message that a map field repeats.
    private static void mapEntry(Field field, MapTypes types, Scope scope) {
        var entry = new MessageType(scope.parent());
        entry.name = entryName(field.name);
        entry.nameAt = field.nameAt;
        entry.isMapEntry = true;
        entry.optionValues = new OptionValues();
        entry.optionValues.add(OptionNumbers.MAP_ENTRY, 1);
        field.typeName = entry.name;
        scope.nestedTypes().add(entry);
        entryField(entry, field, "key", 1, types.key(), types.keyName());
        entryField(entry, field, "value", 2, types.value(), types.valueName());
    }

    private static void entryField(
            MessageType entry,
            Field map,
            String name,
            int number,
            FieldType type,
            String typeName) {
        var field = new Field(entry, false);
        field.name = name;
        field.nameAt = map.nameAt;
        field.number = number;
        field.numberAt = map.numberAt;
        field.label = Label.OPTIONAL;
        field.type = type;
        field.typeName = typeName;
        field.typeAt = map.typeAt;
        for (OptionStatement option : map.options) {
            if (option.startsWith("features")) {
                field.addOption(option.at(new Location(Cursor.ROOT, 0, 0)));
            }
        }
        entry.fields.add(field);
    }

    /// `foo_bar` makes `FooBarEntry`.
    static String entryName(String fieldName) {
        var name = new StringBuilder(fieldName.length() + 5);
        boolean upper = true;
        for (int i = 0; i < fieldName.length(); i++) {
            char c = fieldName.charAt(i);
            if (c == '_') {
                upper = true;
            } else {
                name.append(upper && c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c);
                upper = false;
            }
        }
        return name.append("Entry").toString();
    }
}
