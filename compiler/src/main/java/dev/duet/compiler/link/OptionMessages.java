package dev.duet.compiler.link;

import com.google.protobuf.DescriptorProtos.EnumOptions;
import com.google.protobuf.DescriptorProtos.EnumValueOptions;
import com.google.protobuf.DescriptorProtos.ExtensionRangeOptions;
import com.google.protobuf.DescriptorProtos.FieldOptions;
import com.google.protobuf.DescriptorProtos.FileOptions;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.DescriptorProtos.MethodOptions;
import com.google.protobuf.DescriptorProtos.OneofOptions;
import com.google.protobuf.DescriptorProtos.ServiceOptions;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;

import dev.duet.compiler.model.OptionValues;
import dev.duet.compiler.model.OptionValues.Entry;

import java.util.ArrayList;
import java.util.List;

/// Makes the options messages of protobuf-java.
///
/// Extensions are set as unknown fields: parsing them would make protobuf-java load all of its
/// descriptors first, which takes longer than compiling a small file.
final class OptionMessages {
    private static final int FIRST_EXTENSION = 990;

    private OptionMessages() {}

    static FileOptions file(OptionValues values) {
        try {
            return FileOptions.parseFrom(known(values)).toBuilder()
                    .setUnknownFields(extensions(values))
                    .build();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    static MessageOptions message(OptionValues values) {
        try {
            return MessageOptions.parseFrom(known(values)).toBuilder()
                    .setUnknownFields(extensions(values))
                    .build();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    static FieldOptions field(OptionValues values) {
        try {
            return FieldOptions.parseFrom(known(values)).toBuilder()
                    .setUnknownFields(extensions(values))
                    .build();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    static OneofOptions oneof(OptionValues values) {
        try {
            return OneofOptions.parseFrom(known(values)).toBuilder()
                    .setUnknownFields(extensions(values))
                    .build();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    static EnumOptions enumType(OptionValues values) {
        try {
            return EnumOptions.parseFrom(known(values)).toBuilder()
                    .setUnknownFields(extensions(values))
                    .build();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    static EnumValueOptions enumValue(OptionValues values) {
        try {
            return EnumValueOptions.parseFrom(known(values)).toBuilder()
                    .setUnknownFields(extensions(values))
                    .build();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    static ExtensionRangeOptions extensionRange(OptionValues values) {
        try {
            return ExtensionRangeOptions.parseFrom(known(values)).toBuilder()
                    .setUnknownFields(extensions(values))
                    .build();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    static ServiceOptions service(OptionValues values) {
        try {
            return ServiceOptions.parseFrom(known(values)).toBuilder()
                    .setUnknownFields(extensions(values))
                    .build();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    static MethodOptions method(OptionValues values) {
        try {
            return MethodOptions.parseFrom(known(values)).toBuilder()
                    .setUnknownFields(extensions(values))
                    .build();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] known(OptionValues values) {
        List<Entry> known = new ArrayList<>();
        for (Entry entry : values.entries()) {
            if (entry.number() < FIRST_EXTENSION) {
                known.add(entry);
            }
        }
        return OptionBytes.of(known);
    }

    private static UnknownFieldSet extensions(OptionValues values)
            throws InvalidProtocolBufferException {
        List<Entry> extensions = new ArrayList<>();
        for (Entry entry : values.entries()) {
            if (entry.number() >= FIRST_EXTENSION) {
                extensions.add(entry);
            }
        }
        return extensions.isEmpty()
                ? UnknownFieldSet.getDefaultInstance()
                : UnknownFieldSet.parseFrom(OptionBytes.of(extensions));
    }
}
