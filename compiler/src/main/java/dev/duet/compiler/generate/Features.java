package dev.duet.compiler.generate;

import com.google.protobuf.DescriptorProtos.Edition;
import com.google.protobuf.DescriptorProtos.FeatureSet;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;

/// The features of a file or of an element in it, after inheritance.
///
/// @param explicitPresence whether a singular field knows if it is set
/// @param required whether a message without the field is incomplete
/// @param closedEnum whether an enum has no values but the declared ones
/// @param packed whether repeated numbers share a tag
/// @param checkUtf8 whether strings are checked to be UTF-8
/// @param delimited whether messages are written between group tags
record Features(
        boolean explicitPresence,
        boolean required,
        boolean closedEnum,
        boolean packed,
        boolean checkUtf8,
        boolean delimited) {

    /// The features that a file starts from, with those that it sets itself.
    static Features of(FileDescriptorProto file) {
        Features defaults =
                switch (file.getSyntax()) {
                    case "", "proto2" -> new Features(true, false, true, false, false, false);
                    case "proto3" -> new Features(false, false, false, true, true, false);
                    default ->
                            file.getEdition() == Edition.EDITION_PROTO2
                                    ? new Features(true, false, true, false, false, false)
                                    : new Features(true, false, false, true, true, false);
                };
        return defaults.with(file.getOptions().getFeatures());
    }

    /// These features, changed by those set on an element.
    Features with(FeatureSet set) {
        return new Features(
                set.hasFieldPresence()
                        ? set.getFieldPresence() != FeatureSet.FieldPresence.IMPLICIT
                        : explicitPresence,
                set.hasFieldPresence()
                        ? set.getFieldPresence() == FeatureSet.FieldPresence.LEGACY_REQUIRED
                        : required,
                set.hasEnumType() ? set.getEnumType() == FeatureSet.EnumType.CLOSED : closedEnum,
                set.hasRepeatedFieldEncoding()
                        ? set.getRepeatedFieldEncoding() == FeatureSet.RepeatedFieldEncoding.PACKED
                        : packed,
                set.hasUtf8Validation()
                        ? set.getUtf8Validation() == FeatureSet.Utf8Validation.VERIFY
                        : checkUtf8,
                set.hasMessageEncoding()
                        ? set.getMessageEncoding() == FeatureSet.MessageEncoding.DELIMITED
                        : delimited);
    }
}
