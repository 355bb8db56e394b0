package dev.duet.compiler.generate;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;

import java.util.List;
import java.util.Random;

/// Makes messages at random, with a liking for values at the edges.
final class RandomMessages {
    private static final int[] INTS = {
        0,
        1,
        -1,
        127,
        128,
        300,
        16_383,
        16_384,
        1 << 21,
        1 << 28,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE
    };
    private static final long[] LONGS = {
        0, 1, -1, 128, 1L << 28, 1L << 35, 1L << 42, 1L << 49, 1L << 56, 1L << 63, Long.MAX_VALUE
    };
    private static final double[] DOUBLES = {
        0, -0.0, 1, -1.5, Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE, Double.MAX_VALUE
    };
    private static final String[] STRINGS = {
        "", "a", "Sam", "grüße", "漢字", "🎻", "\u0000", "\uFFFD", "x".repeat(200), "é".repeat(100)
    };

    private final Random random;

    RandomMessages(long seed) {
        random = new Random(seed);
    }

    Message message(Descriptor type, int depth) {
        var builder = DynamicMessage.newBuilder(type);
        for (FieldDescriptor field : type.getFields()) {
            boolean message = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
            if (field.isRequired() || type.getOptions().getMapEntry()) {
                builder.setField(field, value(field, depth));
            } else if (random.nextInt(3) > 0 || message && depth <= 0) {
                continue;
            } else if (field.isRepeated()) {
                for (int i = random.nextInt(4); i > 0; i--) {
                    builder.addRepeatedField(field, value(field, depth));
                }
            } else {
                builder.setField(field, value(field, depth));
            }
        }
        // Wrappers become plain values, which have no room for unknown fields.
        boolean plain = type.getOptions().getMapEntry() || type.getFullName().endsWith("Value");
        if (random.nextInt(4) == 0 && !plain) {
            builder.setUnknownFields(unknown());
        }
        return builder.build();
    }

    private static UnknownFieldSet unknown() {
        return UnknownFieldSet.newBuilder()
                .addField(99_999, UnknownFieldSet.Field.newBuilder().addVarint(300).build())
                .addField(
                        99_998,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFromUtf8("unknown"))
                                .build())
                .build();
    }

    private Object value(FieldDescriptor field, int depth) {
        return switch (field.getJavaType()) {
            case INT -> random.nextBoolean() ? random.nextInt() : INTS[random.nextInt(INTS.length)];
            case LONG ->
                    random.nextBoolean() ? random.nextLong() : LONGS[random.nextInt(LONGS.length)];
            case FLOAT ->
                    random.nextBoolean()
                            ? random.nextFloat()
                            : (float) DOUBLES[random.nextInt(DOUBLES.length)];
            case DOUBLE ->
                    random.nextBoolean()
                            ? random.nextDouble()
                            : DOUBLES[random.nextInt(DOUBLES.length)];
            case BOOLEAN -> random.nextBoolean();
            case STRING -> STRINGS[random.nextInt(STRINGS.length)];
            case BYTE_STRING -> ByteString.copyFromUtf8(STRINGS[random.nextInt(STRINGS.length)]);
            case ENUM -> {
                List<?> values = field.getEnumType().getValues();
                // protobuf-java takes any enum for closed that a field of proto2 has.
                boolean open =
                        !field.getEnumType().isClosed() && !field.legacyEnumFieldTreatedAsClosed();
                yield open && random.nextInt(4) == 0
                        ? field.getEnumType().findValueByNumberCreatingIfUnknown(random.nextInt())
                        : values.get(random.nextInt(values.size()));
            }
            case MESSAGE -> message(field.getMessageType(), depth - 1);
        };
    }
}
