package dev.sonde.kernel;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Keeps the text of one cell below what a Jupyter server lets through: by default 1 MB a second over three seconds, and what
 * comes on top of it the server drops. A cell that prints faster waits here instead, and loses nothing.
 *
 * <p>For one thread at a time, but for {@link #hurry}.
 */
final class StreamPace {

    /** Somewhat less than the server's, whose messages have headers and whose window begins later. */
    static final long MOST_BYTES = 2_700_000;

    /** Somewhat more than the server's. */
    static final Duration WINDOW = Duration.ofMillis(3200);

    private record Sent(long nanos, long bytes) {}

    /** Lets time pass. */
    interface Pause {
        void nanos(long nanos) throws InterruptedException;
    }

    private final LongSupplier nanoTime;
    private final Pause pause;
    private final Deque<Sent> window = new ArrayDeque<>();
    private final CountDownLatch hurried = new CountDownLatch(1);
    private long bytes;

    StreamPace() {
        nanoTime = System::nanoTime;
        pause = nanos -> hurried.await(nanos, TimeUnit.NANOSECONDS);
    }

    StreamPace(LongSupplier nanoTime, Pause pause) {
        this.nanoTime = nanoTime;
        this.pause = pause;
    }

    /** Returns when this text may be sent: nearly always at once. An interrupted thread does not wait. */
    void await(String text) {
        long size = bytesOf(text);
        try {
            while (hurried.getCount() > 0 && !window.isEmpty() && bytes + size > MOST_BYTES) {
                long wait = window.getFirst().nanos() + WINDOW.toNanos() - nanoTime.getAsLong();
                if (wait > 0) {
                    pause.nanos(wait);
                }
                bytes -= window.removeFirst().bytes();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        window.addLast(new Sent(nanoTime.getAsLong(), size));
        bytes += size;
    }

    /** From now on nothing waits, nor what waits already: the cell is to stop, and may itself wait for that text. */
    void hurry() {
        hurried.countDown();
    }

    /** As JSON in UTF-8, roughly. */
    private static long bytesOf(String text) {
        return text.chars()
                .mapToLong(c -> c == '\n' || c == '"' || c == '\\' ? 2 : c < 0x20 ? 6 : c < 0x80 ? 1 : 3)
                .sum();
    }
}
