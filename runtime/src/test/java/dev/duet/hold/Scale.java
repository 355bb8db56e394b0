package dev.duet.hold;

/// How much the tests of this package do. `mvn verify` runs them small; the whole, about two
/// gigabytes and four hundred killed processes, is
///
/// ```
/// mvn -pl runtime verify -Dtest='dev.duet.hold.*Test' -Dduet.hold=whole
/// ```
final class Scale {
    private static final boolean WHOLE = "whole".equals(System.getProperty("duet.hold"));

    private Scale() {}

    /// One number for the small run and one for the whole.
    static int of(int small, int whole) {
        return WHOLE ? whole : small;
    }
}
