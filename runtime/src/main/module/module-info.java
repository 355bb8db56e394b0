/// Everything that a generated program needs at run time: server, client, and the protobuf wire
/// format. It needs nothing but the JDK.
///
/// Nobody needs the module: Duet works the same from the class path.
module dev.duet {
    exports dev.duet;
    exports dev.duet.client;
    exports dev.duet.proto;
    exports dev.duet.proto.wellknown;
    exports dev.duet.server;
}
