package dev.sonde.suite;

import dev.sonde.backend.BackendException;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/** Keeps one probe's failure from the others. */
final class ErrorFence {
    private ErrorFence() {}

    /**
     * What {@code work} gives, or a result with verdict {@code ERROR} that tells what went wrong.
     *
     * @throws CancellationException if the thread was interrupted; the flag stays set
     */
    static ProbeResult<?> around(String name, String kind, Supplier<ProbeResult<?>> work) {
        try {
            ProbeResult<?> result = work.get();
            if (!result.name().equals(name) || !result.kind().equals(kind)) {
                throw new IllegalStateException("The probe's result is called '%s' (%s) instead of '%s' (%s)"
                        .formatted(result.name(), result.kind(), name, kind));
            }
            return result;
        } catch (CancellationException interrupted) {
            Thread.currentThread().interrupt();
            throw interrupted;
        } catch (Throwable failure) { // whatever a cell's code throws: errors, and from Kotlin checked exceptions too
            if (Stops.means(failure) || Thread.currentThread().isInterrupted()) {
                Thread.currentThread().interrupt();
                throw (CancellationException)
                        new CancellationException("Interrupted in probe '" + name + "'").initCause(failure);
            }
            return ProbeResult.without(name, kind, Verdict.ERROR, text(failure));
        }
    }

    private static String text(Throwable failure) {
        String message = failure.getMessage() == null ? "no message" : failure.getMessage();
        return failure instanceof BackendException
                ? message
                : failure.getClass().getSimpleName() + ": " + message;
    }
}
