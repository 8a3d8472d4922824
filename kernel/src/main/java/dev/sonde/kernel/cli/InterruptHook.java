package dev.sonde.kernel.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C end a run early instead of throwing it away: the calling thread is interrupted, and the process waits until
 * what is done has been written.
 */
final class InterruptHook implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    private final CountDownLatch written = new CountDownLatch(1);
    private final Thread hook;

    InterruptHook() {
        Thread runner = Thread.currentThread();
        hook = new Thread(() -> {
            runner.interrupt();
            await();
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void await() {
        try {
            boolean done = written.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!done) {
                Thread.currentThread().interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        written.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending already, and the hook is what waited for this
            Thread.currentThread().interrupt();
        }
    }
}
