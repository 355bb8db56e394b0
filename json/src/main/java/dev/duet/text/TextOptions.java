package dev.duet.text;

import dev.duet.proto.TypeRegistry;

/// How [ProtoText] prints and parses.
record TextOptions(TypeRegistry types, boolean ignoreUnknownFields, boolean printUnknownFields) {
    static final TextOptions DEFAULT = new TextOptions(TypeRegistry.EMPTY, false, false);

    /// Messages in messages: as deep as the decoder of the wire format goes.
    static final int MAX_DEPTH = 100;

    static final String ANY = "google.protobuf.Any";
    static final int ANY_TYPE_URL = 1;
    static final int ANY_VALUE = 2;
}
