package dev.duet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

class StatusTest {
    @Test
    void numbersOnTheWireAreThoseOfTheProtocol() {
        for (Status.Code code : Status.Code.values()) {
            assertThat(code.value()).isEqualTo(code.ordinal());
            assertThat(Status.of(code.value())).isEqualTo(Status.of(code));
            assertThat(Status.of(code).code()).isEqualTo(code);
        }
        assertThat(Status.of(16)).isEqualTo(Status.UNAUTHENTICATED);
    }

    @Test
    void numbersWithoutACodeAreUnknown() {
        assertThat(Status.of(17)).isEqualTo(Status.UNKNOWN);
        assertThat(Status.of(-1)).isEqualTo(Status.UNKNOWN);
        assertThat(Status.of(Integer.MAX_VALUE)).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void onlyTheCodeDecidesWhetherItIsOk() {
        assertThat(Status.OK.withDescription("fine").isOk()).isTrue();
        assertThat(Status.CANCELLED.isOk()).isFalse();
    }

    @Test
    void noDescriptionIsAnEmptyOne() {
        assertThat(Status.OK.withDescription(null).description()).isEmpty();
    }

    @Test
    void needsACode() {
        assertThatNullPointerException().isThrownBy(() -> new Status(null, "?"));
    }

    @Test
    void readsAsCodeAndDescription() {
        assertThat(Status.NOT_FOUND).hasToString("NOT_FOUND");
        assertThat(Status.NOT_FOUND.withDescription("no room 7"))
                .hasToString("NOT_FOUND: no room 7");
    }

    @Test
    void exceptionsCarryStatusTrailersAndCause() {
        Metadata trailers = Metadata.of("room", "7");
        Exception cause = new IllegalStateException("why");

        assertThat(Status.NOT_FOUND.exception().status()).isEqualTo(Status.NOT_FOUND);
        assertThat(Status.NOT_FOUND.exception().trailers()).isEqualTo(Metadata.EMPTY);
        assertThat(Status.NOT_FOUND.exception(trailers).trailers()).isEqualTo(trailers);
        assertThat(Status.NOT_FOUND.exception(cause)).hasCause(cause);
        assertThat(new StatusException(Status.ABORTED, trailers, cause))
                .hasMessage("ABORTED")
                .hasCause(cause)
                .extracting(StatusException::trailers)
                .isEqualTo(trailers);
    }

    @Test
    void untracedExceptionsHaveNoStackTrace() {
        StatusException untraced = StatusException.untraced(Status.NOT_FOUND);

        assertThat(untraced.getStackTrace()).isEmpty();
        assertThat(untraced.trailers()).isEqualTo(Metadata.EMPTY);
        assertThat(Status.NOT_FOUND.exception().getStackTrace()).isNotEmpty();
    }
}
