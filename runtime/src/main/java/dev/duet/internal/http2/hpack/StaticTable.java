package dev.duet.internal.http2.hpack;

/// The predefined header fields of RFC 7541, appendix A. Indices begin at 1.
final class StaticTable {
    /// The number of entries; dynamic entries follow from `SIZE + 1` on.
    static final int SIZE = 61;

    private static final String[][] CONTENT = {
        {":authority"},
        {":method", "GET", "POST"},
        {":path", "/", "/index.html"},
        {":scheme", "http", "https"},
        {":status", "200", "204", "206", "304", "400", "404", "500"},
        {"accept-charset"},
        {"accept-encoding", "gzip, deflate"},
        {"accept-language"},
        {"accept-ranges"},
        {"accept"},
        {"access-control-allow-origin"},
        {"age"},
        {"allow"},
        {"authorization"},
        {"cache-control"},
        {"content-disposition"},
        {"content-encoding"},
        {"content-language"},
        {"content-length"},
        {"content-location"},
        {"content-range"},
        {"content-type"},
        {"cookie"},
        {"date"},
        {"etag"},
        {"expect"},
        {"expires"},
        {"from"},
        {"host"},
        {"if-match"},
        {"if-modified-since"},
        {"if-none-match"},
        {"if-range"},
        {"if-unmodified-since"},
        {"last-modified"},
        {"link"},
        {"location"},
        {"max-forwards"},
        {"proxy-authenticate"},
        {"proxy-authorization"},
        {"range"},
        {"referer"},
        {"refresh"},
        {"retry-after"},
        {"server"},
        {"set-cookie"},
        {"strict-transport-security"},
        {"transfer-encoding"},
        {"user-agent"},
        {"vary"},
        {"via"},
        {"www-authenticate"},
    };

    private static final HeaderField[] FIELDS = new HeaderField[SIZE + 1];

    /// Open addressing by name: the index of the first field of that name, 0 for a free place.
    private static final byte[] BY_NAME = new byte[256];

    static {
        int index = 1;
        for (String[] row : CONTENT) {
            int place = place(row[0]);
            while (BY_NAME[place] != 0) {
                place = place + 1 & BY_NAME.length - 1;
            }
            BY_NAME[place] = (byte) index;
            if (row.length == 1) {
                FIELDS[index++] = new HeaderField(row[0], "");
            }
            for (int value = 1; value < row.length; value++) {
                FIELDS[index++] = new HeaderField(row[0], row[value]);
            }
        }
    }

    private StaticTable() {}

    /// The field at `index`, which is between 1 and [#SIZE].
    static HeaderField get(int index) {
        return FIELDS[index];
    }

    /// The index of the first field of that name, or 0.
    static int findName(String name) {
        int place = place(name);
        while (BY_NAME[place] != 0) {
            if (FIELDS[BY_NAME[place]].name().equals(name)) {
                return BY_NAME[place];
            }
            place = place + 1 & BY_NAME.length - 1;
        }
        return 0;
    }

    /// The index of the field of that value among those of the name that begin at `first`, or 0.
    static int findValue(int first, String value) {
        String name = FIELDS[first].name();
        for (int index = first; index <= SIZE && FIELDS[index].name().equals(name); index++) {
            if (FIELDS[index].value().equals(value)) {
                return index;
            }
        }
        return 0;
    }

    private static int place(String name) {
        int hash = name.hashCode();
        return (hash ^ hash >>> 8 ^ hash >>> 16) & BY_NAME.length - 1;
    }
}
