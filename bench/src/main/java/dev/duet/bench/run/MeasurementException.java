package dev.duet.bench.run;

/// A measurement that is worth nothing: a wrong answer, a failed call, a client or server that
/// died.
public final class MeasurementException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MeasurementException(String message) {
        super(message);
    }

    MeasurementException(String message, Throwable cause) {
        super(message, cause);
    }
}
