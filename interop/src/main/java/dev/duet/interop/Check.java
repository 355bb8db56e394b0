package dev.duet.interop;

import dev.duet.Status;
import dev.duet.StatusException;

import java.util.Objects;

/// What a test case says about an outcome.
final class Check {
    private Check() {}

    /// @throws AssertionError if the two are not equal
    static void equal(Object actual, Object expected, String what) {
        if (!Objects.equals(actual, expected)) {
            throw new AssertionError(what + " is " + actual + ", not " + expected);
        }
    }

    /// @throws AssertionError if it is not true
    static void that(boolean truth, String what) {
        if (!truth) {
            throw new AssertionError("not so: " + what);
        }
    }

    /// Runs something that must fail.
    ///
    /// @return how it failed
    /// @throws AssertionError if it does not fail, or fails with another code
    static Status failure(Status.Code code, Runnable call) {
        try {
            call.run();
        } catch (StatusException e) {
            equal(e.status().code(), code, "the status");
            return e.status();
        }
        throw new AssertionError("the call succeeded, but should have failed with " + code);
    }
}
