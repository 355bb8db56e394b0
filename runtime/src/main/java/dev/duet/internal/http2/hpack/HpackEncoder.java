package dev.duet.internal.http2.hpack;

import java.util.List;

/// Encodes the header blocks of one direction of one connection (RFC 7541).
///
/// A field that has been sent before goes as an index of a byte or two; what is entered into the
/// table at all, [Indexing] says. Strings are Huffman coded where that is shorter. Encoding a
/// repeated list allocates nothing. Not thread-safe: blocks must be encoded in the order in which
/// they are sent.
public final class HpackEncoder {
    private final int tableLimit;
    private final EncoderTable table;
    private boolean sizeChanged;
    private int smallestSize;

    /// Creates an encoder for a peer that has not sent SETTINGS yet.
    ///
    /// @param tableLimit the most octets that the table may take, whatever the peer allows
    public HpackEncoder(int tableLimit) {
        this.tableLimit = tableLimit;
        this.table = new EncoderTable(HpackDecoder.DEFAULT_TABLE_SIZE);
        this.smallestSize = table.capacity();
        setMaxTableSize(HpackDecoder.DEFAULT_TABLE_SIZE);
    }

    /// Takes the peer's SETTINGS_HEADER_TABLE_SIZE. The next block begins with what the peer must
    /// know: the new size, and before it the smallest one in between if that was smaller.
    ///
    /// @param maxTableSize in octets, treated as unsigned
    public void setMaxTableSize(int maxTableSize) {
        int size = (int) Math.min(Integer.toUnsignedLong(maxTableSize), tableLimit);
        if (size == table.capacity()) {
            return;
        }
        table.resize(size);
        smallestSize = sizeChanged ? Math.min(smallestSize, size) : size;
        sizeChanged = true;
    }

    /// Appends the block of these fields.
    ///
    /// @param fields names must be lower case; each char stands for one octet
    /// @param out where the block goes
    public void encode(List<HeaderField> fields, BlockBuffer out) {
        if (sizeChanged) {
            if (smallestSize < table.capacity()) {
                out.writeInteger(0x20, 0x1f, smallestSize);
            }
            out.writeInteger(0x20, 0x1f, table.capacity());
            sizeChanged = false;
        }
        for (int i = 0; i < fields.size(); i++) {
            encode(fields.get(i), out);
        }
    }

    private void encode(HeaderField field, BlockBuffer out) {
        int dynamic = table.findField(field);
        if (dynamic != 0) {
            out.writeInteger(0x80, 0x7f, dynamic);
            return;
        }
        int nameIndex = StaticTable.findName(field.name());
        if (nameIndex != 0) {
            int indexed = StaticTable.findValue(nameIndex, field.value());
            if (indexed != 0) {
                out.writeInteger(0x80, 0x7f, indexed);
                return;
            }
        } else {
            nameIndex = table.findName(field.name());
        }
        encodeLiteral(field, nameIndex, out);
    }

    private void encodeLiteral(HeaderField field, int nameIndex, BlockBuffer out) {
        Indexing indexing = Indexing.of(field.name());
        boolean enter =
                switch (indexing) {
                    case FIELD -> true;
                    case NAME -> nameIndex == 0;
                    case NEVER -> false;
                };
        if (enter && field.size() <= table.capacity() / 2) {
            out.writeInteger(0x40, 0x3f, nameIndex);
            table.add(field);
        } else {
            out.writeInteger(indexing == Indexing.NEVER ? 0x10 : 0, 0x0f, nameIndex);
        }
        if (nameIndex == 0) {
            out.writeString(field.name());
        }
        out.writeString(field.value());
    }
}
