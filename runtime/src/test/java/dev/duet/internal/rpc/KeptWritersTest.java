package dev.duet.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.proto.ProtoWriter;

import org.junit.jupiter.api.Test;

class KeptWritersTest {
    @Test
    void aWriterThatIsGivenBackIsTakenAgainAndEmpty() {
        ProtoWriter first = KeptWriters.take();
        first.writeInt32(1, 1);
        KeptWriters.give(first);

        ProtoWriter second = KeptWriters.take();

        assertThat(second).isSameAs(first);
        assertThat(second.length()).isZero();
        KeptWriters.give(second);
    }

    @Test
    void messagesAtTheSameTimeHaveWritersOfTheirOwn() {
        ProtoWriter first = KeptWriters.take();
        ProtoWriter second = KeptWriters.take();
        ProtoWriter third = KeptWriters.take();

        assertThat(first).isNotSameAs(second).isNotSameAs(third);
        assertThat(second).isNotSameAs(third);
        KeptWriters.give(third);
    }

    @Test
    void aWriterThatIsNeverGivenBackBarsNobody() {
        ProtoWriter lost = KeptWriters.take();

        ProtoWriter next = KeptWriters.take();
        KeptWriters.give(next);

        assertThat(next).isNotSameAs(lost);
        assertThat(KeptWriters.take()).isSameAs(next);
        KeptWriters.give(next);
    }

    @Test
    void aWriterWhosePlaceHasGoneToAnotherIsNotPutBack() {
        ProtoWriter early = KeptWriters.take();
        ProtoWriter late = KeptWriters.take();
        KeptWriters.give(early);

        ProtoWriter next = KeptWriters.take();

        assertThat(next).isNotSameAs(early).isNotSameAs(late);
        KeptWriters.give(next);
    }
}
