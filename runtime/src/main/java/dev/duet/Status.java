package dev.duet;

import java.util.Objects;

/// How a call ended: a code, and words for people.
///
/// The constants (`Status.NOT_FOUND`, …) have no description; [#withDescription(String)] adds one.
/// The codes and their numbers are those of gRPC's `statuscodes` document. Immutable.
///
/// @param code what happened
/// @param description what exactly happened, for people; empty if there is nothing to say
public record Status(Code code, String description) {
    /// The call succeeded.
    public static final Status OK = new Status(Code.OK, "");

    /// The call was cancelled, mostly by its caller.
    public static final Status CANCELLED = new Status(Code.CANCELLED, "");

    /// Something went wrong that nobody put a better code to, such as an unexpected exception.
    public static final Status UNKNOWN = new Status(Code.UNKNOWN, "");

    /// The request is wrong whatever the state of the system.
    public static final Status INVALID_ARGUMENT = new Status(Code.INVALID_ARGUMENT, "");

    /// The deadline passed before the call was complete.
    public static final Status DEADLINE_EXCEEDED = new Status(Code.DEADLINE_EXCEEDED, "");

    /// What was asked for does not exist.
    public static final Status NOT_FOUND = new Status(Code.NOT_FOUND, "");

    /// What was to be created exists already.
    public static final Status ALREADY_EXISTS = new Status(Code.ALREADY_EXISTS, "");

    /// The caller is known, and may not do this.
    public static final Status PERMISSION_DENIED = new Status(Code.PERMISSION_DENIED, "");

    /// A quota, a limit or a resource is used up.
    public static final Status RESOURCE_EXHAUSTED = new Status(Code.RESOURCE_EXHAUSTED, "");

    /// The system is not in the state that the call needs; trying again alone does not help.
    public static final Status FAILED_PRECONDITION = new Status(Code.FAILED_PRECONDITION, "");

    /// The call lost against another one; it may be tried again at a higher level.
    public static final Status ABORTED = new Status(Code.ABORTED, "");

    /// The request goes past the end of something, such as a file.
    public static final Status OUT_OF_RANGE = new Status(Code.OUT_OF_RANGE, "");

    /// The method does not exist here, or is not supported.
    public static final Status UNIMPLEMENTED = new Status(Code.UNIMPLEMENTED, "");

    /// An invariant is broken: a bug, or bytes that make no sense.
    public static final Status INTERNAL = new Status(Code.INTERNAL, "");

    /// The service cannot be reached now; trying again after a pause may help.
    public static final Status UNAVAILABLE = new Status(Code.UNAVAILABLE, "");

    /// Data is lost or damaged for good.
    public static final Status DATA_LOSS = new Status(Code.DATA_LOSS, "");

    /// It is not known who the caller is.
    public static final Status UNAUTHENTICATED = new Status(Code.UNAUTHENTICATED, "");

    private static final Status[] BY_VALUE = {
        OK,
        CANCELLED,
        UNKNOWN,
        INVALID_ARGUMENT,
        DEADLINE_EXCEEDED,
        NOT_FOUND,
        ALREADY_EXISTS,
        PERMISSION_DENIED,
        RESOURCE_EXHAUSTED,
        FAILED_PRECONDITION,
        ABORTED,
        OUT_OF_RANGE,
        UNIMPLEMENTED,
        INTERNAL,
        UNAVAILABLE,
        DATA_LOSS,
        UNAUTHENTICATED,
    };

    /// Creates a status.
    ///
    /// @throws NullPointerException if the code is null; a null description counts as empty
    public Status {
        Objects.requireNonNull(code, "code");
        description = description == null ? "" : description;
    }

    /// Returns the status, without a description, that a number on the wire stands for.
    ///
    /// @param value the number
    /// @return the status; [#UNKNOWN] for a number that no code has
    public static Status of(int value) {
        return value >= 0 && value < BY_VALUE.length ? BY_VALUE[value] : UNKNOWN;
    }

    /// Returns the status, without a description, that has a code.
    ///
    /// @param code the code
    /// @return the status
    public static Status of(Code code) {
        return BY_VALUE[code.value()];
    }

    /// Returns a status with this one's code and another description.
    ///
    /// @param description what exactly happened
    /// @return the status
    public Status withDescription(String description) {
        return new Status(code, description);
    }

    /// Says whether the call succeeded.
    ///
    /// @return true for the code OK, whatever the description
    public boolean isOk() {
        return code == Code.OK;
    }

    /// Returns an exception that ends a call with this status.
    ///
    /// @return a new exception without trailers
    public StatusException exception() {
        return new StatusException(this);
    }

    /// Returns an exception that ends a call with this status and these trailers.
    ///
    /// @param trailers what the peer receives along with the status
    /// @return a new exception
    public StatusException exception(Metadata trailers) {
        return new StatusException(this, trailers);
    }

    /// Returns an exception that ends a call with this status, caused by another exception.
    ///
    /// @param cause what led to this; it stays on this side and is never sent
    /// @return a new exception without trailers
    public StatusException exception(Throwable cause) {
        return new StatusException(this, cause);
    }

    /// Returns the code, and the description after a colon if there is one.
    @Override
    public String toString() {
        return description.isEmpty() ? code.name() : code.name() + ": " + description;
    }

    /// The seventeen codes of gRPC.
    public enum Code {
        /// See [Status#OK].
        OK(0),
        /// See [Status#CANCELLED].
        CANCELLED(1),
        /// See [Status#UNKNOWN].
        UNKNOWN(2),
        /// See [Status#INVALID_ARGUMENT].
        INVALID_ARGUMENT(3),
        /// See [Status#DEADLINE_EXCEEDED].
        DEADLINE_EXCEEDED(4),
        /// See [Status#NOT_FOUND].
        NOT_FOUND(5),
        /// See [Status#ALREADY_EXISTS].
        ALREADY_EXISTS(6),
        /// See [Status#PERMISSION_DENIED].
        PERMISSION_DENIED(7),
        /// See [Status#RESOURCE_EXHAUSTED].
        RESOURCE_EXHAUSTED(8),
        /// See [Status#FAILED_PRECONDITION].
        FAILED_PRECONDITION(9),
        /// See [Status#ABORTED].
        ABORTED(10),
        /// See [Status#OUT_OF_RANGE].
        OUT_OF_RANGE(11),
        /// See [Status#UNIMPLEMENTED].
        UNIMPLEMENTED(12),
        /// See [Status#INTERNAL].
        INTERNAL(13),
        /// See [Status#UNAVAILABLE].
        UNAVAILABLE(14),
        /// See [Status#DATA_LOSS].
        DATA_LOSS(15),
        /// See [Status#UNAUTHENTICATED].
        UNAUTHENTICATED(16);

        private final int value;

        Code(int value) {
            this.value = value;
        }

        /// Returns the number that stands for this code on the wire.
        ///
        /// @return 0 to 16
        public int value() {
            return value;
        }
    }
}
