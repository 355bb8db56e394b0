package dev.duet.compiler.model;

/// A version of the language; the order is theirs in time.
public enum Edition {
    /// `syntax = "proto2";`
    PROTO2(998, "PROTO2"),
    /// `syntax = "proto3";`
    PROTO3(999, "PROTO3"),
    /// `edition = "2023";`
    EDITION_2023(1000, "2023"),
    /// `edition = "2024";`
    EDITION_2024(1001, "2024"),
    /// `edition = "2026";`
    EDITION_2026(1002, "2026");

    private final int number;
    private final String shortName;

    Edition(int number, String shortName) {
        this.number = number;
        this.shortName = shortName;
    }

    /// Its number in `google.protobuf.Edition`.
    public int number() {
        return number;
    }

    /// Its name as `edition = "…"` has it.
    public String shortName() {
        return shortName;
    }

    /// Whether it is proto2 or proto3, before editions.
    public boolean isLegacy() {
        return this == PROTO2 || this == PROTO3;
    }

    /// Whether it is this one or a later one.
    public boolean isAtLeast(Edition other) {
        return number >= other.number;
    }

    /// The edition with a name as `edition = "…"` has it; null if there is none.
    public static Edition named(String shortName) {
        for (Edition edition : values()) {
            if (!edition.isLegacy() && edition.shortName.equals(shortName)) {
                return edition;
            }
        }
        return null;
    }
}
