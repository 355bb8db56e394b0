package dev.duet.internal.rpc;

/// How our client introduces itself (gRPC over HTTP/2, "User Agents").
final class UserAgent {
    /// `grpc-`, the language, a variant and its version.
    static final String VALUE = "grpc-java-duet/" + version();

    private UserAgent() {}

    private static String version() {
        String version = UserAgent.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}
