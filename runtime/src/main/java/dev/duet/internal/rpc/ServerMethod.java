package dev.duet.internal.rpc;

import dev.duet.MethodDescriptor;

/// A method that a server offers.
///
/// @param descriptor the method
/// @param handler what serves it
/// @param <Q> the request type
/// @param <S> the response type
public record ServerMethod<Q, S>(MethodDescriptor<Q, S> descriptor, CallHandler<Q, S> handler) {}
