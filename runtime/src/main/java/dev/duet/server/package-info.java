/// The server: a [dev.duet.server.Server] offers services, which generated interfaces declare.
///
/// A handler is a plain method that may block: it runs on a virtual thread of its own. Streams come
/// in as [dev.duet.server.Requests] and go out as [dev.duet.server.Responses]. Returning completes
/// the call, a `StatusException` ends it with that status.
package dev.duet.server;
