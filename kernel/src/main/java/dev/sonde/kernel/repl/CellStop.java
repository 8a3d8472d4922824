package dev.sonde.kernel.repl;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Stops one run of a cell.
 *
 * <ol>
 *   <li>The first {@link #request} interrupts the cell's thread; if the thread neither waits nor asks for that, its next
 *       {@link StopSign#check} throws {@link CellStopped}, once: then the cell may clean up after itself.
 *   <li>A later request insists, at once if the cell went on, after {@link #CLEANING} if it is cleaning up: from then on
 *       every check throws.
 *   <li>Threads that the cell started, or that work for it in a pool, are stopped as well: those that have code of this
 *       cell on their stack. Threads of earlier cells go on.
 * </ol>
 */
public final class CellStop {

    /** How long a stopped cell has for its {@code finally} blocks before it is stopped in them too. */
    public static final Duration CLEANING = Duration.ofSeconds(2);

    // a pool's thread may still run the cell's code when the cell itself has ended
    private static final Duration AFTERMATH = Duration.ofSeconds(2);

    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final Thread thread;
    private volatile @Nullable ClassLoader code;
    private volatile boolean requested;
    private volatile boolean obeyed;
    private volatile boolean insisting;
    private volatile boolean ended;
    private volatile long since;

    /** For a cell that the calling thread is about to run. */
    public CellStop() {
        this.thread = Thread.currentThread();
    }

    /** Names the loader of the cell's classes, and of no others. */
    public void covers(ClassLoader classes) {
        code = classes;
    }

    /** Asks the cell to stop; again, to insist. Of no effect after {@link #end}. */
    public synchronized void request() {
        if (ended) {
            return;
        }
        if (requested && obeyed && System.nanoTime() - since < CLEANING.toNanos()) {
            return;
        }
        thread.interrupt();
        if (requested) {
            insisting = true;
        } else {
            requested = true;
            since = System.nanoTime();
            StopSign.raise(this);
        }
    }

    /**
     * The cell ended; its thread is left alone and not interrupted any more. Threads that work for it have a moment to stop.
     *
     * @return true if the cell was asked to stop and ended before it took notice, or left the notice to others as a library
     *     does that sets the flag again: what comes after it must not run
     */
    public synchronized boolean end() {
        ended = true;
        since = System.nanoTime();
        return Thread.interrupted() && requested;
    }

    /**
     * Called by code of any cell on any thread, while the sign is raised.
     *
     * @throws CellStopped if the calling thread works for this cell and is to stop now
     */
    void obey() {
        if (ended && System.nanoTime() - since > AFTERMATH.toNanos()) {
            StopSign.lower(this);
        } else if (Thread.currentThread() != thread) {
            if (worksForIt()) {
                throw new CellStopped();
            }
        } else if (!ended && (insisting || !obeyed && Thread.interrupted())) {
            // without the thread's flag the cell was told otherwise, by the exception of a call that waited
            obeyed = true;
            throw new CellStopped();
        }
    }

    private boolean worksForIt() {
        ClassLoader mine = code;
        return mine != null
                && STACK.walk(frames ->
                        frames.anyMatch(frame -> frame.getDeclaringClass().getClassLoader() == mine));
    }
}
