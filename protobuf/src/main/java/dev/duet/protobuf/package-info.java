/// Services and clients on the message classes of protobuf-java.
///
/// Reading order: [dev.duet.protobuf.ProtobufMethod] makes method descriptors, with which
/// [dev.duet.server.ServiceDefinition] serves and [dev.duet.client.Channel] calls;
/// [dev.duet.protobuf.ProtobufCodec] is how they encode messages.
package dev.duet.protobuf;
