package dev.sonde.kernel.repl;

import java.util.Objects;
import java.util.stream.Stream;

/** Errors of a cell that used up the memory of the kernel. */
public final class FullMemory {

    private static final int LIMIT_CAUSES = 100; // causes may go round in a circle
    private static final int ENOUGH = 4; // a quarter of the heap: one array was too large, and little else is there

    private FullMemory() {}

    /** Whether {@code error}, or one of its causes, is that no memory was left. */
    public static boolean caused(Throwable error) {
        return Stream.iterate(error, Objects::nonNull, Throwable::getCause)
                .limit(LIMIT_CAUSES)
                .anyMatch(OutOfMemoryError.class::isInstance);
    }

    /** Whether hardly any memory is left still, now that the cell has failed of that; collects garbage to tell. */
    static boolean lasts(Throwable error) {
        if (!caused(error)) {
            return false;
        }
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
        return free < runtime.maxMemory() / ENOUGH;
    }
}
