package dev.duet.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;

class BufferPoolTest {
    private final BufferPool pool = new BufferPool(2, 40);

    @Test
    void givesEmptyDirectPages() {
        ByteBuffer page = pool.acquire();
        assertThat(page.isDirect()).isTrue();
        assertThat(page.remaining()).isEqualTo(BufferPool.PAGE_SIZE);
        page.position(100).limit(200);
        pool.release(page);
        assertThat(pool.acquire().remaining()).isEqualTo(BufferPool.PAGE_SIZE);
    }

    @Test
    void givesThePageThatCameBackLast() {
        ByteBuffer one = pool.acquire();
        ByteBuffer two = pool.acquire();
        pool.release(one);
        pool.release(two);
        assertThat(pool.acquire()).isSameAs(two);
        assertThat(pool.acquire()).isSameAs(one);
    }

    @Test
    void keepsNoMoreThanItMay() {
        ByteBuffer[] pages = {pool.acquire(), pool.acquire(), pool.acquire()};
        for (ByteBuffer page : pages) {
            pool.release(page);
        }
        assertThat(pool.idle()).isEqualTo(2);
    }

    @Test
    void noticesAPageThatComesBackTwice() {
        ByteBuffer page = pool.acquire();
        pool.release(page);
        assertThatThrownBy(() -> pool.release(page)).isInstanceOf(AssertionError.class);
    }

    @Test
    void givesSmallPagesThatDoNotOverlap() {
        ByteBuffer[] pages = new ByteBuffer[40];
        for (int i = 0; i < pages.length; i++) {
            pages[i] = pool.acquireSmall();
            assertThat(pages[i].remaining()).isEqualTo(BufferPool.SMALL_PAGE_SIZE);
            while (pages[i].hasRemaining()) {
                pages[i].put((byte) i);
            }
        }
        for (int i = 0; i < pages.length; i++) {
            for (int at = 0; at < BufferPool.SMALL_PAGE_SIZE; at++) {
                assertThat(pages[i].get(at)).isEqualTo((byte) i);
            }
        }
    }

    @Test
    void keepsPagesOfBothSizesApart() {
        ByteBuffer small = pool.acquireSmall();
        ByteBuffer large = pool.acquire();
        assertThat(pool.inUse()).isEqualTo(2);
        pool.release(small);
        pool.release(large);
        assertThat(pool.inUse()).isZero();
        assertThat(pool.acquire()).isSameAs(large);
        assertThat(pool.acquireSmall()).isSameAs(small);
    }

    @Test
    void keepsNoMoreSmallPagesThanItMay() {
        ByteBuffer[] pages = new ByteBuffer[70];
        for (int i = 0; i < pages.length; i++) {
            pages[i] = pool.acquireSmall();
        }
        for (ByteBuffer page : pages) {
            pool.release(page);
        }
        assertThat(pool.idleSmall()).isEqualTo(40);
    }
}
