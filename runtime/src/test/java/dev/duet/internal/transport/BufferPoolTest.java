package dev.duet.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;

class BufferPoolTest {
    private final BufferPool pool = new BufferPool(2);

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
}
