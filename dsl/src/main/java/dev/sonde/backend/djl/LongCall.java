package dev.sonde.backend.djl;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A native call that takes long and cannot be stopped: a thread of its own makes it, and a caller who is interrupted leaves it
 * behind. It then runs to its end, and what it has made is freed there.
 *
 * @param <T> what is made
 */
final class LongCall<T> {

    private final Supplier<T> work;
    private final Consumer<T> free;
    private final Semaphore turn;
    private final CompletableFuture<T> made = new CompletableFuture<>();

    /**
     * A call that has not begun.
     *
     * @param free is given what nobody waits for any more
     * @param turn lets in as many calls as may run at a time; a call waits, interruptible too, also for those left behind
     */
    LongCall(Supplier<T> work, Consumer<T> free, Semaphore turn) {
        this.work = work;
        this.free = free;
        this.turn = turn;
    }

    /**
     * What the call makes; its error is thrown here. For one time.
     *
     * @param where as in "Interrupted during a forward pass"
     * @throws CancellationException if the calling thread is interrupted before or meanwhile; its flag stays set
     */
    T await(String where) {
        try {
            turn.acquire();
            start();
            return made.get();
        } catch (InterruptedException e) {
            leave();
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted " + where);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause(); // a supplier throws nothing else
        }
    }

    /** On a thread that keeps nothing of the caller's alive. */
    private void start() {
        try {
            var thread = new Thread(null, this::make, "sonde-long-call", 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            thread.start();
        } catch (Throwable noThread) {
            turn.release();
            throw noThread;
        }
    }

    private void make() {
        try {
            T result = work.get();
            if (!made.complete(result)) {
                free.accept(result);
            }
        } catch (Throwable e) {
            made.completeExceptionally(e);
        } finally {
            turn.release();
        }
    }

    private void leave() {
        if (!made.cancel(false) && !made.isCompletedExceptionally()) {
            free.accept(made.join());
        }
    }
}
