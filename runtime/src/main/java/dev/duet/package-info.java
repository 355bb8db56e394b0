/// The words of gRPC that both sides share; nothing here does any input or output.
///
/// Read [Status] and [StatusException] first, then [Metadata], [Deadline] and [CallOptions].
/// [MethodDescriptor] is what generated code uses. Services are built with `dev.duet.server`,
/// clients with `dev.duet.client`.
package dev.duet;
