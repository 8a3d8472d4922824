package dev.sonde.kernel.code;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks the compiler, but does not wait for it longer than somebody who types would. While a cell compiles the compiler is
 * taken; then there is no answer, and the questions after it do not wait either until it is free again.
 */
final class EngineQuestions implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(EngineQuestions.class.getName());
    private static final long STACK_BYTES = 8L << 20;

    private final Duration budget;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        var made = new Thread(null, task, "code-questions", STACK_BYTES);
        made.setDaemon(true);
        return made;
    });
    private @Nullable Future<?> late;

    EngineQuestions(Duration budget) {
        this.budget = budget;
    }

    /** The answer; empty if it fails or takes too long. */
    synchronized <T> Optional<T> ask(Callable<T> question) {
        return late == null || late.isDone() ? ask(question, budget) : Optional.empty();
    }

    /** The answer to a question for which somebody waits; empty if it fails or takes longer than that. */
    synchronized <T> Optional<T> ask(Callable<T> question, Duration patience) {
        Future<T> answer = thread.submit(question);
        try {
            return Optional.of(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException slow) {
            late = answer; // it goes on: the compiler must not be interrupted
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failed) {
            LOGGER.log(Level.FINE, "The compiler cannot say", failed.getCause());
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
