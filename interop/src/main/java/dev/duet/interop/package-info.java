/// gRPC's standard interop programs on Duet, for its standard test cases against any other
/// implementation. Unpublished.
///
/// [dev.duet.interop.InteropServer] and [dev.duet.interop.InteropClient] are the programs;
/// [dev.duet.interop.TestServiceHandler] is the service, [dev.duet.interop.TestCases] lists the
/// cases.
package dev.duet.interop;
