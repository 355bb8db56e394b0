package dev.duet.compiler.model;

/// Field numbers of the options that the compiler itself looks at.
public final class OptionNumbers {
    /// `FileOptions.java_package`
    public static final int JAVA_PACKAGE = 1;

    /// `FileOptions.optimize_for`
    public static final int OPTIMIZE_FOR = 9;

    /// `FileOptions.cc_generic_services`
    public static final int CC_GENERIC_SERVICES = 16;

    /// `FileOptions.java_generic_services`
    public static final int JAVA_GENERIC_SERVICES = 17;

    /// `FileOptions.java_string_check_utf8`
    public static final int JAVA_STRING_CHECK_UTF8 = 27;

    /// `MessageOptions.message_set_wire_format`
    public static final int MESSAGE_SET_WIRE_FORMAT = 1;

    /// `MessageOptions.map_entry`
    public static final int MAP_ENTRY = 7;

    /// `MessageOptions.deprecated_legacy_json_field_conflicts`
    public static final int MESSAGE_LEGACY_JSON_CONFLICTS = 11;

    /// `FieldOptions.ctype`
    public static final int CTYPE = 1;

    /// `FieldOptions.packed`
    public static final int PACKED = 2;

    /// `FieldOptions.lazy`
    public static final int LAZY = 5;

    /// `FieldOptions.jstype`
    public static final int JSTYPE = 6;

    /// `FieldOptions.weak`
    public static final int WEAK = 10;

    /// `FieldOptions.unverified_lazy`
    public static final int UNVERIFIED_LAZY = 15;

    /// `FieldOptions.retention`
    public static final int RETENTION = 17;

    /// `FieldOptions.targets`
    public static final int TARGETS = 19;

    /// `FieldOptions.edition_defaults`
    public static final int EDITION_DEFAULTS = 20;

    /// `FieldOptions.feature_support`
    public static final int FEATURE_SUPPORT = 22;

    /// `EnumValueOptions.feature_support`
    public static final int VALUE_FEATURE_SUPPORT = 4;

    /// `(pb.enumvalue.json)`, an extension of `EnumValueOptions`
    public static final int VALUE_JSON = 998;

    /// `EnumOptions.allow_alias`
    public static final int ALLOW_ALIAS = 2;

    /// `EnumOptions.deprecated_legacy_json_field_conflicts`
    public static final int ENUM_LEGACY_JSON_CONFLICTS = 6;

    /// `ExtensionRangeOptions.declaration`
    public static final int DECLARATION = 2;

    /// `ExtensionRangeOptions.verification`
    public static final int VERIFICATION = 3;

    /// `uninterpreted_option` of every kind of options
    public static final int UNINTERPRETED = 999;

    private OptionNumbers() {}

    /// The number of the field `features` in the options of an element.
    public static int features(Element element) {
        return switch (element) {
            case ProtoFile _ -> 50;
            case MessageType _ -> 12;
            case Field _ -> 21;
            case Oneof _ -> 1;
            case EnumType _ -> 7;
            case EnumValue _ -> 2;
            case ExtensionRange _ -> 50;
            case Service _ -> 34;
            case Method _ -> 35;
        };
    }
}
