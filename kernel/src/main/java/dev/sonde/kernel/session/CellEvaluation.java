package dev.sonde.kernel.session;

import dev.sonde.kernel.display.CellDisplay;
import dev.sonde.kernel.repl.CellCompiler;
import dev.sonde.kernel.repl.CellSource;
import dev.sonde.kernel.repl.CellStop;
import dev.sonde.kernel.repl.Compiled;
import dev.sonde.kernel.repl.Evaluated;
import dev.sonde.report.NotPassedError;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** What a cell's text amounts to: compiles it, runs it where an interrupt can reach it, renders its value, words its failure. */
final class CellEvaluation {

    private final CellCompiler compiler;
    private final CellDisplay display;
    private final Interruption interruption;
    private final CellDeadline deadline;
    private final CellErrors errors;

    /** Evaluation by a compiler; only the cell that {@code interruption} and {@code deadline} know of can be stopped. */
    CellEvaluation(CellCompiler compiler, CellDisplay display, Interruption interruption, CellDeadline deadline) {
        this.compiler = compiler;
        this.display = display;
        this.interruption = interruption;
        this.deadline = deadline;
        this.errors = new CellErrors(compiler);
    }

    /** Compiles and runs Kotlin that stands for a cell, or for a part of it. */
    CellOutcome kotlin(CellSource code, RunningCell cell, EvaluationWatch watch) {
        errors.remember(code, cell);
        Compiled compiled = compiler.compile(code, interruption::requested);
        if (compiled instanceof Compiled.Ok ok) {
            return evaluate(ok, watch);
        }
        return compiled instanceof Compiled.Rejected rejected
                ? failed(code, errors.rejected(rejected))
                : failed(code, stoppedAtItsEnd());
    }

    /** Runs work that an interrupt may reach. */
    <T> T interruptibly(Callable<T> work) throws Exception {
        if (interruption.evaluationStarts().isEmpty()) {
            throw new InterruptedException("interrupted before it began");
        }
        try {
            return work.call();
        } finally {
            interruption.evaluationEnds();
        }
    }

    /** Runs work where an interrupt can reach it, and words its failure; empty if it ends well. */
    Optional<CellError> failureOf(CellSource cell, Runnable work) {
        try {
            interruptibly(Executors.callable(work));
            return interruption.unheard() ? Optional.of(stoppedAtItsEnd()) : Optional.empty();
        } catch (Throwable error) { // the JVM's own errors included
            return Optional.of(((CellOutcome.Failed) failed(cell, error)).error());
        }
    }

    /** A failure that is not in the cell's Kotlin. */
    CellOutcome refused(RunningCell cell, String name, String message, int line, int column, int width) {
        errors.remember(cell.source(), cell);
        return failed(cell.source(), errors.refused(cell.source(), name, message, line, column, width));
    }

    /** A failure by whatever the cell, or what interprets it, threw. */
    CellOutcome failed(CellSource cell, Throwable error) {
        return failed(cell, new Evaluated.Failure(error));
    }

    private CellOutcome failed(CellSource cell, Evaluated.Failure failure) {
        if (failure.error() instanceof NotPassedError notPassed) {
            display.display(notPassed); // as a table; the error itself can only be text
        }
        boolean stopped = interruption.explains(failure.error());
        return failed(cell, stopped ? stopped(cell, failure) : errors.thrown(cell, failure));
    }

    /**
     * The outcome, unless the cell was asked to stop and ended by itself: then what it has is shown, and it counts as
     * failed, so that no later cell builds on it unseen.
     */
    CellOutcome unlessStopped(CellSource cell, CellOutcome outcome) {
        if (outcome instanceof CellOutcome.Failed || !interruption.unheard()) {
            return outcome;
        }
        if (outcome instanceof CellOutcome.Value value) {
            display.display(value.bundle());
        }
        return failed(cell, stoppedAtItsEnd());
    }

    private CellError stoppedAtItsEnd() {
        return deadline.exceeded().map(errors::timedOut).orElseGet(errors::interruptedAtItsEnd);
    }

    private CellOutcome evaluate(Compiled.Ok compiled, EvaluationWatch watch) {
        CellSource cell = compiled.cell();
        Optional<CellStop> stop = interruption.evaluationStarts();
        if (stop.isEmpty()) {
            compiler.abandon(compiled);
            return failed(cell, stopped(cell, new Evaluated.Failure(new CancellationException())));
        }
        try {
            Evaluated evaluated = watched(compiled, stop.get(), watch);
            if (evaluated instanceof Evaluated.Failure failure) {
                return failed(cell, failure);
            }
            return evaluated instanceof Evaluated.Value value
                    ? shown(cell, value.value())
                    : new CellOutcome.Done(cell.number());
        } finally {
            interruption.evaluationEnds();
        }
    }

    private Evaluated watched(Compiled.Ok compiled, CellStop stop, EvaluationWatch watch) {
        watch.starts();
        try {
            return compiler.evaluate(compiled, stop);
        } finally {
            watch.ends();
        }
    }

    private CellOutcome shown(CellSource cell, @Nullable Object value) {
        try {
            return new CellOutcome.Value(cell.number(), display.bundle(value));
        } catch (Throwable error) { // a toString of the user may throw anything
            return failed(cell, new Evaluated.Failure(error, true, Set.of()));
        }
    }

    private CellError stopped(CellSource cell, Evaluated.Failure failure) {
        return deadline.exceeded().map(errors::timedOut).orElseGet(() -> errors.interrupted(cell, failure));
    }

    private static CellOutcome failed(CellSource cell, CellError error) {
        return new CellOutcome.Failed(cell.number(), error);
    }
}
