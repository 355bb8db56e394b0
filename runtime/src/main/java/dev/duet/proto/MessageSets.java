package dev.duet.proto;

/// The MessageSet format, in which each extension is a group with its number and its bytes.
///
/// In memory an item is an ordinary length-delimited field, as every extension is.
final class MessageSets {
    private static final int ITEM = 1;
    private static final int TYPE_ID_TAG = 2 << 3;
    private static final int MESSAGE = 3;
    private static final int MESSAGE_TAG = MESSAGE << 3 | WireType.LENGTH_DELIMITED;

    private MessageSets() {}

    static UnknownFields readItem(ProtoReader in, UnknownFields fields) {
        int typeId = 0;
        Bytes message = null;
        long outer = Groups.enter(in, ITEM);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == TYPE_ID_TAG && typeId == 0) {
                typeId = in.readInt32();
            } else if (tag == MESSAGE_TAG && message == null) {
                message = in.readBytes();
            } else {
                in.skip(tag);
            }
        }
        Groups.leave(in, outer);
        return typeId == 0 || message == null ? fields : fields.appendBytes(typeId, message);
    }

    static void write(UnknownFields fields, ProtoWriter out) {
        // An item for each field, collected forwards, since fields cannot be read backwards.
        UnknownFields items = UnknownFields.EMPTY;
        var in = fields.reader();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if ((tag & 7) == WireType.LENGTH_DELIMITED) {
                var item = new ProtoWriter();
                item.writeTag(ITEM << 3 | WireType.END_GROUP);
                item.writeBytes(MESSAGE, in.readBytes());
                item.putVarint32(tag >>> 3);
                item.writeTag(TYPE_ID_TAG);
                items =
                        items.append(
                                ITEM << 3 | WireType.START_GROUP,
                                item.array(),
                                item.start(),
                                item.length());
            } else {
                items = in.readUnknown(tag, items);
            }
        }
        out.writeUnknown(items);
    }
}
