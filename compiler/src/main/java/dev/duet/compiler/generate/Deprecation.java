package dev.duet.compiler.generate;

/// Finds uses of deprecated types, about which the Java compiler would warn.
final class Deprecation {
    private Deprecation() {}

    static boolean isUsedBy(MessageModel message) {
        for (FieldModel field : message.fields) {
            if (isDeprecated(field) || field.isMap() && isDeprecated(field.value)) {
                return true;
            }
        }
        for (ExtensionModel extension : message.extensions) {
            if (isDeprecated(extension.field()) || extension.extendee().isDeprecated()) {
                return true;
            }
        }
        return message.messages.stream().anyMatch(Deprecation::isUsedBy);
    }

    static boolean isUsedBy(ServiceModel service) {
        return service.methods().stream()
                .anyMatch(
                        method ->
                                method.input().message().isDeprecatedInside()
                                        || method.output().message().isDeprecatedInside());
    }

    static boolean isDeprecated(FieldModel field) {
        if (field.message != null) {
            return field.message.isDeprecatedInside();
        }
        return field.enumModel != null
                && (field.enumModel.deprecated() || defaultConstant(field).deprecated());
    }

    private static EnumModel.Value defaultConstant(FieldModel field) {
        return field.proto.hasDefaultValue()
                ? field.enumModel.value(field.proto.getDefaultValue())
                : field.enumModel.values().getFirst();
    }
}
