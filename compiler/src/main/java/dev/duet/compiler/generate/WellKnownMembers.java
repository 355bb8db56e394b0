package dev.duet.compiler.generate;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the runtime's well-known types have beside their fields: conversions to types of the JDK.
///
/// A class is written as `${package.Name}`, so that it is imported.
final class WellKnownMembers {
    private static final Pattern CLASS = Pattern.compile("\\$\\{([a-z.]+)\\.([A-Za-z.]+)}");

    private static final Map<String, String> MEMBERS =
            Map.of(
                    "google.protobuf.Timestamp",
                    """
                    /// Makes the timestamp of a point in time.
                    ///
                    /// @param instant the point in time
                    /// @return the timestamp
                    public static Timestamp of(${java.time.Instant} instant) {
                        return new Timestamp(instant.getEpochSecond(), instant.getNano());
                    }

                    /// Converts to a point in time. Nanoseconds beyond a second carry over.
                    ///
                    /// @return the point in time
                    /// @throws java.time.DateTimeException if it is beyond what an `Instant` can say
                    public ${java.time.Instant} toInstant() {
                        return ${java.time.Instant}.ofEpochSecond(seconds, nanos);
                    }
                    """,
                    "google.protobuf.Duration",
                    """
                    /// Makes a duration. Seconds and nanoseconds have the same sign, as the proto file asks.
                    ///
                    /// @param duration the length of time
                    /// @return the duration
                    public static Duration of(${java.time.Duration} duration) {
                        boolean borrow = duration.isNegative() && duration.getNano() > 0;
                        return borrow
                                ? new Duration(duration.getSeconds() + 1, duration.getNano() - 1_000_000_000)
                                : new Duration(duration.getSeconds(), duration.getNano());
                    }

                    /// Converts to a length of time. Nanoseconds beyond a second carry over.
                    ///
                    /// @return the length of time
                    /// @throws ArithmeticException if it is beyond what a `java.time.Duration` can say
                    public ${java.time.Duration} toDuration() {
                        return ${java.time.Duration}.ofSeconds(seconds, nanos);
                    }
                    """,
                    "google.protobuf.Any",
                    """
                    /// Packs a message, with its type's name behind `type.googleapis.com/`.
                    ///
                    /// @param <M> the type of the message
                    /// @param message the message
                    /// @return the packed message
                    public static <M extends Message<M>> Any pack(M message) {
                        String name = message.messageCodec().type().fullName();
                        return new Any("type.googleapis.com/" + name, Bytes.of(message.toByteArray()));
                    }

                    /// Says whether a message of a type is in it.
                    ///
                    /// @param codec the codec of the type
                    /// @return whether the type's name is the last part of the URL
                    public boolean is(MessageCodec<?> codec) {
                        return typeUrl.endsWith("/" + codec.type().fullName());
                    }

                    /// Unpacks a message.
                    ///
                    /// @param <M> the type of the message
                    /// @param codec the codec of the type
                    /// @return the message
                    /// @throws ${dev.duet.proto.ProtoException} if a message of another type is in it
                    public <M extends Message<M>> M unpack(MessageCodec<M> codec) {
                        if (!is(codec)) {
                            throw new ${dev.duet.proto.ProtoException}(
                                    typeUrl + " is in it, and not " + codec.type().fullName());
                        }
                        return codec.parse(value);
                    }

                    /// Unpacks a message of whichever type it is.
                    ///
                    /// @param types the types that may be in it
                    /// @return the message
                    /// @throws ${dev.duet.proto.ProtoException} if a message of another type is in it
                    public Message<?> unpack(${dev.duet.proto.TypeRegistry} types) {
                        MessageCodec<?> codec = types.find(typeUrl);
                        if (codec == null) {
                            throw new ${dev.duet.proto.ProtoException}(typeUrl + " is in it, which is not registered");
                        }
                        return codec.parse(value);
                    }
                    """,
                    "google.protobuf.Struct",
                    """
                    /// Makes a struct of a map.
                    ///
                    /// @param map its values are such as [Value#of(Object)] takes
                    /// @return the struct
                    public static Struct of(Map<String, ?> map) {
                        var builder = builder();
                        map.forEach((key, value) -> builder.putFields(key, Value.of(value)));
                        return builder.build();
                    }

                    /// Converts to a map, in the same order.
                    ///
                    /// @return a map, whose values are such as [Value#toObject()] returns
                    public Map<String, Object> toMap() {
                        var map = new ${java.util.LinkedHashMap}<String, Object>();
                        fields.forEach((key, value) -> map.put(key, value.toObject()));
                        return ${java.util.Collections}.unmodifiableMap(map);
                    }
                    """,
                    "google.protobuf.ListValue",
                    """
                    /// Makes a list value of a list.
                    ///
                    /// @param list its elements are such as [Value#of(Object)] takes
                    /// @return the list value
                    public static ListValue of(List<?> list) {
                        var builder = builder();
                        list.forEach(element -> builder.addValues(Value.of(element)));
                        return builder.build();
                    }

                    /// Converts to a list.
                    ///
                    /// @return a list, whose elements are such as [Value#toObject()] returns
                    public List<Object> toList() {
                        var list = new ${java.util.ArrayList}<Object>();
                        values.forEach(value -> list.add(value.toObject()));
                        return ${java.util.Collections}.unmodifiableList(list);
                    }
                    """,
                    "google.protobuf.Value",
                    """
                    /// Makes a value of an object.
                    ///
                    /// @param object null, a boolean, a number, a text, a map with texts as keys, or a list
                    /// @return the value
                    /// @throws IllegalArgumentException if it is something else
                    public static Value of(@${dev.duet.proto.Nullable} Object object) {
                        return new Value(
                                switch (object) {
                                    case null -> new Kind.NullValue(${dev.duet.proto.wellknown.NullValue.Known}.NULL_VALUE);
                                    case Boolean value -> new Kind.BoolValue(value);
                                    case Number value -> new Kind.NumberValue(value.doubleValue());
                                    case CharSequence value -> new Kind.StringValue(value.toString());
                                    case ${java.util.List}<?> value -> new Kind.ListValue(ListValue.of(value));
                                    case ${java.util.Map}<?, ?> value -> new Kind.StructValue(struct(value));
                                    default -> throw new IllegalArgumentException(object.getClass() + " is no JSON value");
                                },
                                UnknownFields.EMPTY);
                    }

                    private static Struct struct(${java.util.Map}<?, ?> map) {
                        var builder = Struct.builder();
                        map.forEach((key, value) -> builder.putFields((String) key, of(value)));
                        return builder.build();
                    }

                    /// Converts to an object.
                    ///
                    /// @return null, a `Boolean`, a `Double`, a `String`, a `Map` or a `List`
                    public @${dev.duet.proto.Nullable} Object toObject() {
                        return switch (kind) {
                            case null -> null;
                            case Kind.NullValue _ -> null;
                            case Kind.BoolValue(var value) -> value;
                            case Kind.NumberValue(var value) -> value;
                            case Kind.StringValue(var value) -> value;
                            case Kind.ListValue(var value) -> value.toList();
                            case Kind.StructValue(var value) -> value.toMap();
                        };
                    }
                    """);

    private WellKnownMembers() {}

    /// Prints the further members of a message, if it has any.
    static void print(MessageModel message, Context context) {
        String members = MEMBERS.get(message.fullName);
        if (members == null || !message.className.packageName().equals(Schema.WELL_KNOWN_PACKAGE)) {
            return;
        }
        Matcher matcher = CLASS.matcher(members);
        String text =
                matcher.replaceAll(
                        found ->
                                context.name(
                                        ClassName.of(found.group(1), found.group(2).split("\\."))));
        context.out().blank().lines(text.stripTrailing());
    }
}
