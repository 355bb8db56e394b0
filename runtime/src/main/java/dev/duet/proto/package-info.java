/// The protobuf wire format, and what generated messages are made of.
///
/// Reading order: [dev.duet.proto.Codec] is what a call needs of a message type;
/// [dev.duet.proto.ProtoWriter] and [dev.duet.proto.ProtoReader] are the wire format;
/// [dev.duet.proto.Message] and [dev.duet.proto.MessageCodec] are what a generated message offers;
/// [dev.duet.proto.MessageType] describes a message type to code that works with any of them.
/// [dev.duet.proto.Bytes], [dev.duet.proto.IntList] and its siblings are field values.
package dev.duet.proto;
