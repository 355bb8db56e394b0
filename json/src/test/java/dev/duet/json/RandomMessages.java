package dev.duet.json;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;

import java.util.HashSet;
import java.util.Random;

/// Makes messages of protobuf-java at random, of values that have a JSON form.
final class RandomMessages {
    private static final String[] STRINGS = {
        "", "a", "Sam", "grüße", "🎻\u0001", "\"\\\n\t'?", "\u2028</script>", "x".repeat(200)
    };

    /// Without -0.0, which protobuf-java reads as 0 in JSON.
    private static final double[] DOUBLES = {
        0, 1, -1.5, 0.1, 1e-300, 1e21, Double.MAX_VALUE, Double.MIN_VALUE, 123456789012345680.0
    };

    private static final double[] NOT_FINITE = {
        Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
    };
    private static final long[] LONGS = {0, 1, -1, 1L << 53, Long.MAX_VALUE, Long.MIN_VALUE};

    private final Random random;

    RandomMessages(long seed) {
        random = new Random(seed);
    }

    Message message(Descriptor type, int depth) {
        var builder = DynamicMessage.newBuilder(type);
        switch (type.getFullName()) {
            case "google.protobuf.Timestamp" ->
                    time(builder, random.nextLong(-62_135_596_800L, 253_402_300_800L), 1);
            case "google.protobuf.Duration" -> {
                int sign = random.nextBoolean() ? 1 : -1;
                time(builder, sign * random.nextLong(315_576_000_000L), sign);
            }
            case "google.protobuf.FieldMask" -> {
                FieldDescriptor paths = type.findFieldByNumber(1);
                builder.addRepeatedField(paths, "user.display_name");
                builder.addRepeatedField(paths, "photo");
            }
            case "google.protobuf.Value" -> {
                int number = depth > 0 ? 1 + random.nextInt(6) : 1 + random.nextInt(4);
                FieldDescriptor field = type.findFieldByNumber(number);
                builder.setField(field, number == 2 ? finite() : value(field, depth));
            }
            default -> fields(builder, type, depth);
        }
        return builder.build();
    }

    private void time(DynamicMessage.Builder builder, long seconds, int sign) {
        Descriptor type = builder.getDescriptorForType();
        builder.setField(type.findFieldByNumber(1), seconds);
        int[] nanos = {0, 1, 1_000, 500_000_000, 999_999_999};
        builder.setField(type.findFieldByNumber(2), sign * nanos[random.nextInt(nanos.length)]);
    }

    private void fields(DynamicMessage.Builder builder, Descriptor type, int depth) {
        for (FieldDescriptor field : type.getFields()) {
            boolean message = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
            boolean any = message && field.getMessageType().getFullName().endsWith(".Any");
            if (field.isRequired() || type.getOptions().getMapEntry()) {
                builder.setField(field, value(field, depth));
            } else if (random.nextInt(3) > 0 || message && depth <= 0 || any) {
                continue;
            } else if (field.isRepeated()) {
                var keys = new HashSet<Object>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    Object value = value(field, depth);
                    if (!field.isMapField() || keys.add(key(field, (Message) value))) {
                        builder.addRepeatedField(field, value);
                    }
                }
            } else {
                builder.setField(field, value(field, depth));
            }
        }
    }

    private static Object key(FieldDescriptor map, Message entry) {
        return entry.getField(map.getMessageType().findFieldByNumber(1));
    }

    private double finite() {
        return random.nextBoolean() ? random.nextDouble() : DOUBLES[random.nextInt(DOUBLES.length)];
    }

    private Object value(FieldDescriptor field, int depth) {
        return switch (field.getJavaType()) {
            case INT -> random.nextInt() >> random.nextInt(32);
            case LONG -> random.nextBoolean() ? random.nextLong() : LONGS[random.nextInt(6)];
            case FLOAT ->
                    random.nextInt(8) == 0
                            ? (float) NOT_FINITE[random.nextInt(3)]
                            : random.nextFloat();
            case DOUBLE -> random.nextInt(8) == 0 ? NOT_FINITE[random.nextInt(3)] : finite();
            case BOOLEAN -> random.nextBoolean();
            case STRING -> STRINGS[random.nextInt(STRINGS.length)];
            case BYTE_STRING -> {
                var bytes = new byte[random.nextInt(5)];
                random.nextBytes(bytes);
                yield ByteString.copyFrom(bytes);
            }
            case ENUM -> {
                var values = field.getEnumType().getValues();
                boolean unknown =
                        !field.getEnumType().isClosed()
                                && random.nextInt(4) == 0
                                && values.size() > 1;
                yield unknown
                        ? field.getEnumType().findValueByNumberCreatingIfUnknown(random.nextInt())
                        : values.get(random.nextInt(values.size()));
            }
            case MESSAGE -> message(field.getMessageType(), depth - 1);
        };
    }
}
