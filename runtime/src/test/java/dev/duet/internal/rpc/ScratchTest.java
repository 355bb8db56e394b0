package dev.duet.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duet.proto.ProtoWriter;

import org.junit.jupiter.api.Test;

class ScratchTest {
    @Test
    void aWriterThatIsGivenBackIsTakenAgainAndEmpty() {
        ProtoWriter first = Scratch.take();
        first.writeInt32(1, 1);
        Scratch.give(first);

        ProtoWriter second = Scratch.take();

        assertThat(second).isSameAs(first);
        assertThat(second.length()).isZero();
        Scratch.give(second);
    }

    @Test
    void messagesAtTheSameTimeHaveWritersOfTheirOwn() {
        ProtoWriter first = Scratch.take();
        ProtoWriter second = Scratch.take();
        ProtoWriter third = Scratch.take();

        assertThat(first).isNotSameAs(second).isNotSameAs(third);
        assertThat(second).isNotSameAs(third);
        Scratch.give(third);
    }

    @Test
    void aWriterThatIsNeverGivenBackBarsNobody() {
        ProtoWriter lost = Scratch.take();

        ProtoWriter next = Scratch.take();
        Scratch.give(next);

        assertThat(next).isNotSameAs(lost);
        assertThat(Scratch.take()).isSameAs(next);
        Scratch.give(next);
    }

    @Test
    void aWriterWhosePlaceHasGoneToAnotherIsNotPutBack() {
        ProtoWriter early = Scratch.take();
        ProtoWriter late = Scratch.take();
        Scratch.give(early);

        ProtoWriter next = Scratch.take();

        assertThat(next).isNotSameAs(early).isNotSameAs(late);
        Scratch.give(next);
    }
}
