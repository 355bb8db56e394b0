package dev.duet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class CallOptionsTest {
    @Test
    void saysNothingByDefault() {
        CallOptions options = CallOptions.DEFAULT;

        assertThat(options.deadline()).isNull();
        assertThat(options.metadata()).isEqualTo(Metadata.EMPTY);
        assertThat(options.compression()).isNull();
        assertThat(options.waitForReady()).isFalse();
        assertThat(options.maxInboundMessageSize()).isEmpty();
        assertThat(options.responseInfo()).isNull();
    }

    @Test
    void changesOneThingAndKeepsTheOthers() {
        Deadline deadline = Deadline.after(Duration.ofSeconds(1));
        Metadata metadata = Metadata.of("a", "1");
        ResponseInfo info = new ResponseInfo();

        CallOptions options =
                CallOptions.DEFAULT
                        .withResponseInfo(info)
                        .withMaxInboundMessageSize(7)
                        .withWaitForReady(true)
                        .withCompression("gzip")
                        .withMetadata(metadata)
                        .withDeadline(deadline);

        assertThat(options.deadline()).isSameAs(deadline);
        assertThat(options.metadata()).isSameAs(metadata);
        assertThat(options.compression()).isEqualTo("gzip");
        assertThat(options.waitForReady()).isTrue();
        assertThat(options.maxInboundMessageSize()).hasValue(7);
        assertThat(options.responseInfo()).isSameAs(info);
        assertThat(CallOptions.DEFAULT.deadline()).isNull();
    }

    @Test
    void identityIsNoCompression() {
        CallOptions options =
                CallOptions.DEFAULT.withCompression("gzip").withCompression("identity");

        assertThat(options.compression()).isNull();
    }

    @Test
    void theTimeOfADeadlineRunsFromWhereItIsSet() {
        Deadline deadline = CallOptions.DEFAULT.withDeadlineAfter(Duration.ofHours(1)).deadline();

        assertThat(deadline.remaining()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
    }

    @Test
    void aLimitIsNotNegative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallOptions.DEFAULT.withMaxInboundMessageSize(-1));
    }

    @Test
    void responseInfoKnowsMoreAsTheCallGoesOn() {
        ResponseInfo info = new ResponseInfo();
        assertThat(info.headers()).isNull();
        assertThat(info.trailers()).isNull();
        assertThat(info.status()).isNull();

        info.begun(Metadata.of("a", "1"));
        assertThat(info.headers().get("a")).isEqualTo("1");
        assertThat(info.status()).isNull();

        info.ended(Status.OK, Metadata.of("b", "2"));
        assertThat(info.trailers().get("b")).isEqualTo("2");
        assertThat(info.status()).isEqualTo(Status.OK);
    }
}
