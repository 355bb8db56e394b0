package dev.duet.server;

/// A service that a [Server] can offer. Generated service interfaces extend it and implement its
/// method; users implement the generated ones.
@FunctionalInterface
public interface Service {
    /// The service's methods, bound to this implementation.
    ///
    /// @return the definition
    ServiceDefinition bind();
}
