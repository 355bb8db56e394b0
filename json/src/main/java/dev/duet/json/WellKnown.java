package dev.duet.json;

import java.util.Map;

/// The message types that have a JSON form of their own.
enum WellKnown {
    ANY,
    DURATION,
    FIELD_MASK,
    LIST_VALUE,
    STRUCT,
    TIMESTAMP,
    VALUE,
    /// `Int32Value` and the like: a message with the one field `value`.
    WRAPPER;

    /// The enum whose only value is written as `null`.
    static final String NULL_VALUE = "google.protobuf.NullValue";

    private static final Map<String, WellKnown> BY_NAME =
            Map.ofEntries(
                    Map.entry("google.protobuf.Any", ANY),
                    Map.entry("google.protobuf.Duration", DURATION),
                    Map.entry("google.protobuf.FieldMask", FIELD_MASK),
                    Map.entry("google.protobuf.ListValue", LIST_VALUE),
                    Map.entry("google.protobuf.Struct", STRUCT),
                    Map.entry("google.protobuf.Timestamp", TIMESTAMP),
                    Map.entry("google.protobuf.Value", VALUE),
                    Map.entry("google.protobuf.StringValue", WRAPPER),
                    Map.entry("google.protobuf.BytesValue", WRAPPER),
                    Map.entry("google.protobuf.BoolValue", WRAPPER),
                    Map.entry("google.protobuf.Int32Value", WRAPPER),
                    Map.entry("google.protobuf.Int64Value", WRAPPER),
                    Map.entry("google.protobuf.UInt32Value", WRAPPER),
                    Map.entry("google.protobuf.UInt64Value", WRAPPER),
                    Map.entry("google.protobuf.FloatValue", WRAPPER),
                    Map.entry("google.protobuf.DoubleValue", WRAPPER));

    /// Finds a type by its full name.
    ///
    /// @return the type, or null for any other message
    static WellKnown of(String fullName) {
        return BY_NAME.get(fullName);
    }
}
