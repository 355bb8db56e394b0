package dev.duet.json;

import dev.duet.proto.MessageCodec;
import dev.duet.proto.TypeRegistry;
import dev.duet.proto.wellknown.Any;
import dev.duet.proto.wellknown.BoolValue;
import dev.duet.proto.wellknown.BytesValue;
import dev.duet.proto.wellknown.DoubleValue;
import dev.duet.proto.wellknown.Duration;
import dev.duet.proto.wellknown.Empty;
import dev.duet.proto.wellknown.FieldMask;
import dev.duet.proto.wellknown.FloatValue;
import dev.duet.proto.wellknown.Int32Value;
import dev.duet.proto.wellknown.Int64Value;
import dev.duet.proto.wellknown.ListValue;
import dev.duet.proto.wellknown.StringValue;
import dev.duet.proto.wellknown.Struct;
import dev.duet.proto.wellknown.Timestamp;
import dev.duet.proto.wellknown.UInt32Value;
import dev.duet.proto.wellknown.UInt64Value;
import dev.duet.proto.wellknown.Value;

/// How [ProtoJson] prints and parses.
record JsonOptions(
        TypeRegistry types,
        boolean ignoreUnknownFields,
        boolean printDefaults,
        boolean protoNames,
        boolean enumNumbers,
        boolean indent) {
    static final JsonOptions DEFAULT =
            new JsonOptions(TypeRegistry.EMPTY, false, false, false, false, false);

    private static final TypeRegistry WELL_KNOWN =
            TypeRegistry.of(
                    Any.CODEC,
                    BoolValue.CODEC,
                    BytesValue.CODEC,
                    DoubleValue.CODEC,
                    Duration.CODEC,
                    Empty.CODEC,
                    FieldMask.CODEC,
                    FloatValue.CODEC,
                    Int32Value.CODEC,
                    Int64Value.CODEC,
                    ListValue.CODEC,
                    StringValue.CODEC,
                    Struct.CODEC,
                    Timestamp.CODEC,
                    UInt32Value.CODEC,
                    UInt64Value.CODEC,
                    Value.CODEC);

    /// Finds the type of what an `Any` holds.
    ///
    /// @return the type's codec, or null
    MessageCodec<?> type(String url) {
        MessageCodec<?> codec = types.find(url);
        return codec == null ? WELL_KNOWN.find(url) : codec;
    }
}
