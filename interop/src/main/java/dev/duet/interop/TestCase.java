package dev.duet.interop;

/// One of the standard interop test cases.
@FunctionalInterface
interface TestCase {
    /// Runs the case.
    ///
    /// @param target the server to test
    /// @throws AssertionError if the server, or this client, does not do what it should
    void run(Target target) throws Exception;
}
