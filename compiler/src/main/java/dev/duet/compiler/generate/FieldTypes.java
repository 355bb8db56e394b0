package dev.duet.compiler.generate;

import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;

/// The Java types of fields, as written at one place of a source file.
final class FieldTypes {
    private final Context context;

    FieldTypes(Context context) {
        this.context = context;
    }

    /// The type of a component, with the annotation if it may be null.
    String component(Component component) {
        return switch (component) {
            case Component.OfField(var field) ->
                    field.isPresenceKnown() ? context.nullable(boxed(field)) : plain(field);
            case Component.OfOneof(var oneof) -> context.nullable(context.name(oneof.className));
        };
    }

    /// The type of a component, without the annotation.
    String local(Component component) {
        return switch (component) {
            case Component.OfField(var field) ->
                    field.isPresenceKnown() ? boxed(field) : plain(field);
            case Component.OfOneof(var oneof) -> context.name(oneof.className);
        };
    }

    /// The type of a field whose value is there.
    String plain(FieldModel field) {
        return switch (field.shape) {
            case IMPLICIT, OPTIONAL, REQUIRED, MEMBER -> single(field);
            case REPEATED -> list(field);
            case MAP ->
                    context.util("Map") + "<" + boxed(field.key) + ", " + boxed(field.value) + ">";
        };
    }

    private String list(FieldModel field) {
        Scalar scalar = Scalar.of(field.type());
        return scalar != null && scalar.isPrimitive()
                ? context.runtime(scalar.list())
                : context.util("List") + "<" + boxed(field) + ">";
    }

    /// The type of one value.
    String single(FieldModel field) {
        Scalar scalar = Scalar.of(field.type());
        return scalar != null && scalar.isPrimitive() ? scalar.primitive() : boxed(field);
    }

    /// The type of one value that is there, which a wrapper's value may not be.
    String unboxed(FieldModel field) {
        Scalar scalar = field.wrapper == null ? null : Scalar.ofWrapper(field.wrapper);
        return scalar != null && scalar.isPrimitive() ? scalar.primitive() : single(field);
    }

    /// The type of one value, as a reference.
    String boxed(FieldModel field) {
        if (field.wrapper != null) {
            return wrapped(field.wrapper, context);
        }
        if (field.message != null) {
            return context.name(field.message.className);
        }
        if (field.enumModel != null) {
            return context.name(field.enumModel.className());
        }
        Scalar scalar = Scalar.of(field.type());
        return field.type() == Type.TYPE_BYTES
                ? context.runtime(scalar.boxed())
                : context.lang(scalar.boxed());
    }

    /// The Java type of a wrapper message.
    static String wrapped(String wrapper, Context context) {
        String boxed = Scalar.ofWrapper(wrapper).boxed();
        return wrapper.equals("BYTES") ? context.runtime(boxed) : context.lang(boxed);
    }

    /// The expression for a field's `ValueType`.
    String valueType(FieldModel field) {
        if (field.wrapper != null) {
            return context.runtime("Wrappers") + "." + field.wrapper;
        }
        if (field.message != null) {
            return context.name(field.message.className) + ".CODEC";
        }
        if (field.enumModel != null) {
            return context.name(field.enumModel.className()) + ".type()";
        }
        String constant = field.type().name().substring("TYPE_".length());
        boolean unchecked = field.type() == Type.TYPE_STRING && !field.checkUtf8;
        return context.runtime("ScalarType") + "." + (unchecked ? "UNCHECKED_STRING" : constant);
    }

    /// The expression for a component's value that is safe to keep: a list or a map is copied,
    /// unless it is immutable, and null is refused where it is not a value.
    String kept(Component component, String value) {
        if (!(component instanceof Component.OfField(var field)) || field.isPresenceKnown()) {
            return value;
        }
        Scalar scalar = Scalar.of(field.type());
        boolean primitive = scalar != null && scalar.isPrimitive();
        return switch (field.shape) {
            case REPEATED ->
                    primitive
                            ? value + ".frozen()"
                            : context.runtime("Lists") + ".copyOf(" + value + ")";
            case MAP -> context.runtime("Maps") + ".copyOf(" + value + ")";
            case IMPLICIT, OPTIONAL, REQUIRED, MEMBER ->
                    primitive
                            ? value
                            : context.util("Objects")
                                    + ".requireNonNull("
                                    + value
                                    + ", \""
                                    + field.component
                                    + "\")";
        };
    }

    /// Whether what [#kept] returns may be another object than the one given.
    boolean isCopied(Component component) {
        return component instanceof Component.OfField(var field)
                && (field.isRepeated() || field.isMap());
    }

    /// The expression for what an absent component holds.
    String empty(Component component) {
        return switch (component) {
            case Component.OfOneof(var oneof) -> "null";
            case Component.OfField(var field) ->
                    switch (field.shape) {
                        case OPTIONAL, REQUIRED, MEMBER -> "null";
                        case IMPLICIT -> zero(field);
                        case REPEATED -> {
                            Scalar scalar = Scalar.of(field.type());
                            yield scalar != null && scalar.isPrimitive()
                                    ? context.runtime(scalar.list()) + ".EMPTY"
                                    : context.util("List") + ".of()";
                        }
                        case MAP -> context.util("Map") + ".of()";
                    };
        };
    }

    /// The expression for what an absent field without a declared default stands for.
    String zero(FieldModel field) {
        if (field.wrapper != null) {
            return zero(Scalar.ofWrapper(field.wrapper));
        }
        if (field.message != null) {
            return context.name(field.message.className) + ".DEFAULT";
        }
        if (field.enumModel != null) {
            EnumModel type = field.enumModel;
            return context.name(type.constants()) + "." + type.values().getFirst().javaName();
        }
        return zero(Scalar.of(field.type()));
    }

    private String zero(Scalar scalar) {
        return scalar == Scalar.of(Type.TYPE_BYTES)
                ? context.runtime("Bytes") + ".EMPTY"
                : scalar.zero();
    }

    /// The expression for what an absent field stands for.
    String defaultValue(FieldModel field) {
        return field.proto.hasDefaultValue() ? new Literals(context).of(field) : zero(field);
    }
}
