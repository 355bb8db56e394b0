package dev.duet.internal.http2.hpack;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Decodes the header blocks of one direction of one connection (RFC 7541, section 3).
///
/// Fields that come by index are the instances of the table, so a repeated field costs no
/// allocation; a block that is octet for octet the one before, with no change of the table in
/// between, is the same [HeaderBlock] again. Not thread-safe: one thread at a time, blocks in wire
/// order.
public final class HpackDecoder {
    /// The table size before any SETTINGS (RFC 9113, section 6.5.2), in octets.
    public static final int DEFAULT_TABLE_SIZE = 4096;

    private static final int INDEXED = 0x80;
    private static final int INCREMENTAL = 0x40;
    private static final int SIZE_UPDATE = 0x20;
    private static final int MAX_INTEGER_SHIFT = 21;
    private static final int MANY_FIELDS = 16;

    /// Longer blocks are not compared with the one before.
    private static final int REPEATABLE_BLOCK = 512;

    private final int maxListSize;
    private final int maxFields;
    private final DynamicTable table;
    private int maxTableSize;
    private boolean updateOwed;

    private ByteBuffer in;
    private int position;
    private int end;

    private ByteBuffer lastBytes = ByteBuffer.allocate(0);
    private HeaderBlock lastBlock;

    /// Creates a decoder.
    ///
    /// @param maxTableSize the SETTINGS_HEADER_TABLE_SIZE that the peer's encoder may use, in
    ///   octets
    /// @param maxListSize the most octets of a list, each field counting [HeaderField#OVERHEAD]
    ///   more than its name and value
    /// @param maxFields the most fields of a list
    public HpackDecoder(int maxTableSize, int maxListSize, int maxFields) {
        this.maxTableSize = maxTableSize;
        this.maxListSize = maxListSize;
        this.maxFields = maxFields;
        this.table = new DynamicTable(Math.min(maxTableSize, DEFAULT_TABLE_SIZE));
    }

    /// Changes the SETTINGS_HEADER_TABLE_SIZE that holds for the peer: when a larger one is sent,
    /// when a smaller one is acknowledged. After a reduction below what the peer uses, its next
    /// block must begin with an update of the size.
    public void setMaxTableSize(int newMaxTableSize) {
        maxTableSize = newMaxTableSize;
        updateOwed |= table.capacity() > newMaxTableSize;
    }

    /// Decodes one complete header block.
    ///
    /// @param block holds the block; its position and limit are neither used nor changed
    /// @param offset where the block begins
    /// @param length the octets of the block
    /// @throws HpackException if it breaks the format: a connection error COMPRESSION_ERROR
    public HeaderBlock decode(ByteBuffer block, int offset, int length) throws HpackException {
        if (isLast(block, offset, length)) {
            return lastBlock;
        }
        in = block;
        position = offset;
        end = offset + length;
        lastBlock = null;
        int insertedBefore = table.inserted();
        readSizeUpdates();
        HeaderBlock decoded = readFields();
        in = null;
        if (length <= REPEATABLE_BLOCK && table.inserted() == insertedBefore) {
            remember(block, offset, length, decoded);
        }
        return decoded;
    }

    private boolean isLast(ByteBuffer block, int offset, int length) {
        if (lastBlock == null || length != lastBytes.limit() || updateOwed) {
            return false;
        }
        int i = 0;
        for (; i <= length - Long.BYTES; i += Long.BYTES) {
            if (block.getLong(offset + i) != lastBytes.getLong(i)) {
                return false;
            }
        }
        for (; i < length; i++) {
            if (block.get(offset + i) != lastBytes.get(i)) {
                return false;
            }
        }
        return true;
    }

    private void remember(ByteBuffer block, int offset, int length, HeaderBlock decoded) {
        if (lastBytes.capacity() < length) {
            lastBytes = ByteBuffer.allocate(length);
        }
        lastBytes.limit(length);
        block.get(offset, lastBytes.array(), 0, length);
        lastBlock = decoded;
    }

    private void readSizeUpdates() throws HpackException {
        while (position < end && (in.get(position) & 0xe0) == SIZE_UPDATE) {
            int size = readInteger(in.get(position++), 0x1f);
            if (size > maxTableSize) {
                throw new HpackException("table size " + size + " is over " + maxTableSize);
            }
            table.resize(size);
            updateOwed = false;
        }
        if (updateOwed) {
            throw new HpackException("no table size update after the maximum was reduced");
        }
    }

    private HeaderBlock readFields() throws HpackException {
        HeaderField[] collected = new HeaderField[MANY_FIELDS];
        int count = 0;
        long listSize = 0;
        boolean oversize = false;
        while (position < end) {
            HeaderField field = readField(in.get(position++));
            listSize += field.size();
            if (oversize || listSize > maxListSize || count == maxFields) {
                oversize = true;
                continue;
            }
            if (count == collected.length) {
                collected = Arrays.copyOf(collected, count * 2);
            }
            collected[count++] = field;
        }
        List<HeaderField> fields = List.of(Arrays.copyOf(collected, count));
        return new HeaderBlock(fields, oversize);
    }

    private HeaderField readField(byte first) throws HpackException {
        if ((first & INDEXED) != 0) {
            return lookUp(readInteger(first, 0x7f));
        }
        if ((first & INCREMENTAL) != 0) {
            HeaderField field = readLiteral(readInteger(first, 0x3f));
            table.add(field);
            return field;
        }
        if ((first & SIZE_UPDATE) != 0) {
            throw new HpackException("table size update after a field");
        }
        return readLiteral(readInteger(first, 0x0f));
    }

    private HeaderField readLiteral(int nameIndex) throws HpackException {
        String name = nameIndex == 0 ? readString() : lookUp(nameIndex).name();
        return new HeaderField(name, readString());
    }

    private HeaderField lookUp(int index) throws HpackException {
        if (index == 0 || index > StaticTable.SIZE + table.count()) {
            throw new HpackException("no table entry " + index);
        }
        return index <= StaticTable.SIZE
                ? StaticTable.get(index)
                : table.get(index - StaticTable.SIZE - 1);
    }

    private int readInteger(byte first, int mask) throws HpackException {
        int value = first & mask;
        if (value < mask) {
            return value;
        }
        for (int shift = 0; shift <= MAX_INTEGER_SHIFT; shift += 7) {
            byte next = nextByte();
            value += (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new HpackException("integer too large");
    }

    private String readString() throws HpackException {
        byte first = nextByte();
        int length = readInteger(first, 0x7f);
        if (length > end - position) {
            throw new HpackException("string of " + length + " octets ends after the block");
        }
        int from = position;
        position += length;
        if (first >= 0) {
            byte[] octets = new byte[length];
            in.get(from, octets);
            return new String(octets, StandardCharsets.ISO_8859_1);
        }
        byte[] octets = new byte[Huffman.maxDecodedLength(length)];
        int decoded = Huffman.decode(in, from, length, octets);
        return new String(octets, 0, decoded, StandardCharsets.ISO_8859_1);
    }

    private byte nextByte() throws HpackException {
        if (position == end) {
            throw new HpackException("header block ends within a field");
        }
        return in.get(position++);
    }
}
