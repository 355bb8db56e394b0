package dev.duet.compiler.generate;

import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;

/// A field of a message, or an extension.
final class FieldModel {
    /// How many values there may be, and what it means when there is none.
    enum Shape {
        IMPLICIT,
        OPTIONAL,
        REQUIRED,
        MEMBER,
        REPEATED,
        MAP
    }

    final FieldDescriptorProto proto;
    final Shape shape;
    final boolean packed;
    final boolean checkUtf8;
    final boolean delimited;
    final String comment;

    /// The type of the field, if that is a message; else null. Null for wrappers and maps, too.
    final MessageModel message;

    /// The type of the field, if that is an enum; else null.
    final EnumModel enumModel;

    /// The constant of `Wrappers`, if the field's type is one of them; else null.
    final String wrapper;

    /// The key and the value of a map field; else null.
    final FieldModel key;

    final FieldModel value;

    /// The oneof that the field is a member of, else null.
    OneofModel oneof;

    /// The name of the record component, or of the property in the builder.
    String component;

    /// The record of a oneof's member, else null.
    ClassName memberClass;

    FieldModel(
            FieldDescriptorProto proto,
            Shape shape,
            Features features,
            MessageModel message,
            EnumModel enumModel,
            String wrapper,
            FieldModel key,
            FieldModel value,
            String comment) {
        this.proto = proto;
        this.shape = shape;
        this.message = message;
        this.enumModel = enumModel;
        this.wrapper = wrapper;
        this.key = key;
        this.value = value;
        this.comment = comment;
        checkUtf8 = features.checkUtf8();
        delimited =
                proto.getType() == Type.TYPE_GROUP
                        || proto.getType() == Type.TYPE_MESSAGE
                                && features.delimited()
                                && shape != Shape.MAP;
        boolean packable =
                switch (proto.getType()) {
                    case TYPE_STRING, TYPE_BYTES, TYPE_MESSAGE, TYPE_GROUP -> false;
                    default -> true;
                };
        packed =
                shape == Shape.REPEATED
                        && packable
                        && (proto.getOptions().hasPacked()
                                ? proto.getOptions().getPacked()
                                : features.packed());
    }

    int number() {
        return proto.getNumber();
    }

    String name() {
        return proto.getName();
    }

    Type type() {
        return proto.getType();
    }

    boolean isPresenceKnown() {
        return shape == Shape.OPTIONAL || shape == Shape.REQUIRED;
    }

    boolean isRepeated() {
        return shape == Shape.REPEATED;
    }

    boolean isMap() {
        return shape == Shape.MAP;
    }

    boolean isMember() {
        return shape == Shape.MEMBER;
    }

    boolean isDeprecated() {
        return proto.getOptions().getDeprecated();
    }

    boolean isRedacted() {
        return proto.getOptions().getDebugRedact();
    }
}
