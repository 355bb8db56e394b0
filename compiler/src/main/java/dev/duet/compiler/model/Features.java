package dev.duet.compiler.model;

/// The features that hold for an element, by their numbers in `google.protobuf.FeatureSet`.
///
/// @param fieldPresence [#EXPLICIT], [#IMPLICIT] or [#LEGACY_REQUIRED]
/// @param enumType [#OPEN] or [#CLOSED]
/// @param repeatedFieldEncoding [#PACKED] or [#EXPANDED]
/// @param utf8Validation [#VERIFY] or [#NONE]
/// @param messageEncoding [#LENGTH_PREFIXED] or [#DELIMITED]
/// @param jsonFormat [#ALLOW] or [#LEGACY_BEST_EFFORT]
/// @param namingStyle [#STYLE2024], [#STYLE_LEGACY] or [#STYLE2026]
/// @param symbolVisibility [#EXPORT_ALL] … [#STRICT]
/// @param protoLimits [#NO_LIMITS] or [#PROTO_LIMITS2026]
public record Features(
        int fieldPresence,
        int enumType,
        int repeatedFieldEncoding,
        int utf8Validation,
        int messageEncoding,
        int jsonFormat,
        int namingStyle,
        int symbolVisibility,
        int protoLimits) {
    /// Presence of its own.
    public static final int EXPLICIT = 1;

    /// The default value means absence.
    public static final int IMPLICIT = 2;

    /// Must be there.
    public static final int LEGACY_REQUIRED = 3;

    /// Unknown numbers are values.
    public static final int OPEN = 1;

    /// Unknown numbers are unknown fields.
    public static final int CLOSED = 2;

    /// Packed.
    public static final int PACKED = 1;

    /// One tag each.
    public static final int EXPANDED = 2;

    /// Strings must be UTF-8.
    public static final int VERIFY = 2;

    /// Strings may be anything.
    public static final int NONE = 3;

    /// Messages have their length before them.
    public static final int LENGTH_PREFIXED = 1;

    /// Messages stand between tags.
    public static final int DELIMITED = 2;

    /// JSON works.
    public static final int ALLOW = 1;

    /// JSON works as far as names do not clash.
    public static final int LEGACY_BEST_EFFORT = 2;

    /// Names follow the style of 2024.
    public static final int STYLE2024 = 1;

    /// Names may be anything.
    public static final int STYLE_LEGACY = 2;

    /// Names follow the style of 2026.
    public static final int STYLE2026 = 3;

    /// Every type is exported.
    public static final int EXPORT_ALL = 1;

    /// Types at the top are exported, others are local.
    public static final int EXPORT_TOP_LEVEL = 2;

    /// Every type is local.
    public static final int LOCAL_ALL = 3;

    /// Every type is local, and nested ones cannot be exported.
    public static final int STRICT = 4;

    /// Messages may be as large as they like.
    public static final int NO_LIMITS = 1;

    /// Messages keep to the limits of 2026.
    public static final int PROTO_LIMITS2026 = 2;

    private static final Features PROTO2 =
            new Features(
                    EXPLICIT,
                    CLOSED,
                    EXPANDED,
                    NONE,
                    LENGTH_PREFIXED,
                    LEGACY_BEST_EFFORT,
                    STYLE_LEGACY,
                    EXPORT_ALL,
                    NO_LIMITS);
    private static final Features PROTO3 =
            new Features(
                    IMPLICIT,
                    OPEN,
                    PACKED,
                    VERIFY,
                    LENGTH_PREFIXED,
                    ALLOW,
                    STYLE_LEGACY,
                    EXPORT_ALL,
                    NO_LIMITS);
    private static final Features EDITION_2023 =
            new Features(
                    EXPLICIT,
                    OPEN,
                    PACKED,
                    VERIFY,
                    LENGTH_PREFIXED,
                    ALLOW,
                    STYLE_LEGACY,
                    EXPORT_ALL,
                    NO_LIMITS);
    private static final Features EDITION_2024 =
            new Features(
                    EXPLICIT,
                    OPEN,
                    PACKED,
                    VERIFY,
                    LENGTH_PREFIXED,
                    ALLOW,
                    STYLE2024,
                    EXPORT_TOP_LEVEL,
                    NO_LIMITS);
    private static final Features EDITION_2026 =
            new Features(
                    EXPLICIT,
                    OPEN,
                    PACKED,
                    VERIFY,
                    LENGTH_PREFIXED,
                    ALLOW,
                    STYLE2026,
                    STRICT,
                    PROTO_LIMITS2026);

    /// What holds in a file that says nothing.
    public static Features of(Edition edition) {
        return switch (edition) {
            case PROTO2 -> PROTO2;
            case PROTO3 -> PROTO3;
            case EDITION_2023 -> EDITION_2023;
            case EDITION_2024 -> EDITION_2024;
            case EDITION_2026 -> EDITION_2026;
        };
    }

    /// These, with those that an element sets itself.
    ///
    /// @param set the element's `features` option; null if it sets none
    public Features with(OptionValues set) {
        if (set == null) {
            return this;
        }
        return new Features(
                set.number(1, fieldPresence),
                set.number(2, enumType),
                set.number(3, repeatedFieldEncoding),
                set.number(4, utf8Validation),
                set.number(5, messageEncoding),
                set.number(6, jsonFormat),
                set.number(7, namingStyle),
                set.number(8, symbolVisibility),
                set.number(9, protoLimits));
    }
}
