package dev.duet.compiler.generate;

/// A record component: a field, or a oneof.
sealed interface Component {
    /// The Java name.
    String name();

    /// Whether it takes two slots of a constructor's parameters.
    default boolean isTwoSlots() {
        return false;
    }

    record OfField(FieldModel field) implements Component {
        @Override
        public String name() {
            return field.component;
        }

        @Override
        public boolean isTwoSlots() {
            return field.shape == FieldModel.Shape.IMPLICIT
                    && switch (field.type()) {
                        case TYPE_INT64,
                                TYPE_UINT64,
                                TYPE_SINT64,
                                TYPE_FIXED64,
                                TYPE_SFIXED64,
                                TYPE_DOUBLE ->
                                true;
                        default -> false;
                    };
        }
    }

    record OfOneof(OneofModel oneof) implements Component {
        @Override
        public String name() {
            return oneof.component;
        }
    }
}
