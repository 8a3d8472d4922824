package dev.sonde.kernel.repl;

import java.util.Objects;
import java.util.stream.Stream;

/** Errors of a cell that used up the memory of the kernel. */
public final class FullMemory {

    private static final int LIMIT_CAUSES = 100; // causes may go round in a circle

    private FullMemory() {}

    /** Whether {@code error}, or one of its causes, is that no memory was left. */
    public static boolean caused(Throwable error) {
        return Stream.iterate(error, Objects::nonNull, Throwable::getCause)
                .limit(LIMIT_CAUSES)
                .anyMatch(OutOfMemoryError.class::isInstance);
    }
}
