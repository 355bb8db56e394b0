package dev.duet.internal.http2.hpack;

/// One header field. Each char of `name` and `value` stands for one octet.
///
/// @param name the field's name, lower case on the wire; pseudo-header names begin with `:`
/// @param value the field's value
public record HeaderField(String name, String value) {
    /// What HPACK and SETTINGS_MAX_HEADER_LIST_SIZE add to a field's octets (RFC 7541, section
    /// 4.1).
    public static final int OVERHEAD = 32;

    /// The field's size as tables and limits count it, in octets.
    public int size() {
        return name.length() + value.length() + OVERHEAD;
    }
}
