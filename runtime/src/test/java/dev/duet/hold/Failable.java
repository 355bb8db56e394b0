package dev.duet.hold;

/// A virtual thread whose failure is not lost: [#join] throws it.
final class Failable {
    private final Thread thread;
    private volatile Throwable failure;

    interface Work {
        void run() throws Exception;
    }

    Failable(Work work) {
        thread =
                Thread.startVirtualThread(
                        () -> {
                            try {
                                work.run();
                            } catch (Throwable e) {
                                failure = e;
                            }
                        });
    }

    Thread thread() {
        return thread;
    }

    /// Waits for the end of the work and throws what it threw.
    void join() throws Exception {
        thread.join();
        switch (failure) {
            case null -> {}
            case Exception e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new AssertionError(e);
        }
    }
}
