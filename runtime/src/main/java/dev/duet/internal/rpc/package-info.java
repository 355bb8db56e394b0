/// gRPC on HTTP/2 streams (the "gRPC over HTTP/2" protocol): message framing, metadata, status,
/// timeouts, compression.
///
/// The way of a message out: [dev.duet.internal.rpc.ClientCall] or
/// [dev.duet.internal.rpc.ServerCall], then [dev.duet.internal.rpc.ResponseSide], then a stream.
/// The way in: a stream, [dev.duet.internal.rpc.MessageReceiver], the call. All four kinds of call
/// are these two classes. [dev.duet.internal.rpc.ServerConnection] makes calls of what clients
/// open; [dev.duet.internal.rpc.ClientEndpoint] keeps the connection that a channel's calls share.
package dev.duet.internal.rpc;
