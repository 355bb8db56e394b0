/// The client: a [dev.duet.client.Channel] leads to a server, generated clients make calls through
/// it.
///
/// A unary call returns its response. The other kinds return a call:
/// [dev.duet.client.ServerStreamingCall] to read from, [dev.duet.client.ClientStreamingCall] to
/// send to, [dev.duet.client.BidiCall] for both at once. Everything is blocking code: run it on
/// virtual threads and have as many calls as you like. A call that is closed before its end is
/// cancelled.
package dev.duet.client;
