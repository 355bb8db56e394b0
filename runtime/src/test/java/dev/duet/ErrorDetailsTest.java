package dev.duet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.duet.proto.Bytes;
import dev.duet.proto.wellknown.Any;
import dev.duet.proto.wellknown.Duration;
import dev.duet.proto.wellknown.StringValue;
import dev.duet.proto.wellknown.Timestamp;

import org.junit.jupiter.api.Test;

class ErrorDetailsTest {
    private static final Status CLOSED = Status.NOT_FOUND.withDescription("the room is closed");
    private static final Any WHY = Any.pack(new StringValue("cleaning"));
    private static final Any HOW_LONG = Any.pack(new Duration(90, 0));

    @Test
    void whatWasSentIsFound() {
        StatusException error = ErrorDetails.exception(CLOSED, WHY, HOW_LONG);

        assertThat(error.status()).isEqualTo(CLOSED);
        assertThat(ErrorDetails.all(error)).containsExactly(WHY, HOW_LONG);
        assertThat(ErrorDetails.find(error, StringValue.CODEC))
                .isEqualTo(new StringValue("cleaning"));
        assertThat(ErrorDetails.find(error, Duration.CODEC)).isEqualTo(new Duration(90, 0));
        assertThat(ErrorDetails.find(error, Timestamp.CODEC)).isNull();
    }

    @Test
    void theWireFormIsAGoogleRpcStatus() {
        StatusException error = ErrorDetails.exception(Status.NOT_FOUND.withDescription("x"), WHY);

        byte[] any = WHY.toByteArray();
        assertThat(error.trailers().getBinary("grpc-status-details-bin"))
                .startsWith(8, 5, 18, 1, 'x', 26, any.length)
                .endsWith(any);
    }

    @Test
    void mostErrorsHaveNoDetails() {
        assertThat(ErrorDetails.all(CLOSED.exception())).isEmpty();
        assertThat(ErrorDetails.find(CLOSED.exception(), StringValue.CODEC)).isNull();
    }

    @Test
    void detailsThatContradictTheStatusAreNotUsed() {
        Metadata trailers = ErrorDetails.exception(Status.ABORTED, WHY).trailers();

        assertThat(ErrorDetails.all(CLOSED.exception(trailers))).isEmpty();
    }

    @Test
    void detailsThatCannotBeReadDoNotHideTheError() {
        Metadata broken = Metadata.EMPTY.withBinary("grpc-status-details-bin", new byte[] {26, 99});
        Metadata noBase64 = Metadata.fromWire(new String[] {"grpc-status-details-bin", "!"});
        Any otherBytes = new Any(WHY.typeUrl(), Bytes.of((byte) 10, (byte) 99));

        assertThat(ErrorDetails.all(CLOSED.exception(broken))).isEmpty();
        assertThat(ErrorDetails.all(CLOSED.exception(noBase64))).isEmpty();
        assertThat(ErrorDetails.find(ErrorDetails.exception(CLOSED, otherBytes), StringValue.CODEC))
                .isNull();
    }

    @Test
    void theEndOfAGroupIsNoCode() {
        byte[] endOfGroup1 = {1 << 3 | 4, (byte) CLOSED.code().value()};
        byte[] detail = {26, 0};
        byte[] both = {endOfGroup1[0], endOfGroup1[1], detail[0], detail[1]};
        Metadata trailers = Metadata.EMPTY.withBinary("grpc-status-details-bin", both);

        assertThat(ErrorDetails.all(CLOSED.exception(trailers))).isEmpty();
    }

    @Test
    void onlyErrorsHaveDetails() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ErrorDetails.exception(Status.OK, WHY));
    }
}
