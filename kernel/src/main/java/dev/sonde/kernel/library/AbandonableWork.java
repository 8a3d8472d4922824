package dev.sonde.kernel.library;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Work that waits for a network, on a thread of its own: an interrupt does not reach a thread that reads from a socket, so
 * it ends the wait for the work, and the work alone ends when the network does.
 */
final class AbandonableWork {

    private volatile boolean abandoned;

    /**
     * Runs work and waits for it.
     *
     * @throws CancellationException if the calling thread is interrupted meanwhile; its flag is set again
     */
    <T> T await(Supplier<T> work) {
        var task = new FutureTask<>(work::get);
        var thread = new Thread(task, "sonde-fetch");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get();
        } catch (InterruptedException e) {
            abandoned = true;
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new CancellationException("The fetching was interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause(); // a supplier throws nothing else
        }
    }

    /** A listener that hears nothing any more once nobody waits. */
    Consumer<String> whileAwaited(Consumer<String> tell) {
        return line -> {
            if (!abandoned) {
                tell.accept(line);
            }
        };
    }
}
