package dev.sonde.kernel.session;

import dev.sonde.kernel.code.Advice;
import dev.sonde.kernel.code.Consequences;
import dev.sonde.kernel.repl.CellCompiler;
import dev.sonde.kernel.repl.CellSource;
import dev.sonde.kernel.repl.Compiled;
import dev.sonde.kernel.repl.Diagnostic;
import dev.sonde.kernel.repl.Evaluated;
import dev.sonde.kernel.repl.FullMemory;
import dev.sonde.kernel.repl.Place;
import dev.sonde.report.PlainText;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Words the errors of a session's cells, with the lines of the cells that they come from. */
final class CellErrors {

    private static final int LIMIT_ADVICE = 5;

    private final CellListing listing = new CellListing();
    private final LostNames lost = new LostNames(listing);
    private final Advice advice;

    /** Errors with advice on the names that {@code compiler} knows. */
    CellErrors(CellCompiler compiler) {
        this.advice = new Advice(compiler);
    }

    /**
     * Keeps a cell's text for the errors that will name it.
     *
     * @param run its number of run
     * @param shown what the user sees of it
     */
    void remember(CellSource run, RunningCell shown) {
        listing.add(run.with(run.run(), shown.code()));
    }

    /** The cell took too long. */
    CellError timedOut(Duration limit) {
        String message =
                ("The cell took longer than its limit of %s and was interrupted. %%timeout off lifts the limit,"
                                + " %%%%timeout SECONDS above a cell sets one for it alone.")
                        .formatted(inWords(limit));
        return new CellError("TimedOut", message, List.of(Ansi.red("TimedOut") + ": " + message));
    }

    private static String inWords(Duration limit) {
        return BigDecimal.valueOf(limit.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
    }

    /** A magic of the cell cannot be done. */
    CellError refused(CellSource cell, String name, String message, int line, int column, int width) {
        var lines = new ArrayList<String>();
        lines.add(Ansi.red(name) + ": " + message);
        lines.addAll(listing.excerpt(cell.run(), line, column, width));
        return new CellError(name, message, lines);
    }

    /** The cell was stopped by the user. */
    CellError interrupted(CellSource cell, Evaluated.Failure failure) {
        var lines = new ArrayList<>(interruptedAtItsEnd().traceback());
        lines.addAll(new Traceback(listing).places(failure.error()));
        lost.notice(cell, failure).ifPresent(lines::add);
        return new CellError("Interrupted", "The cell was interrupted.", lines);
    }

    /** The cell was stopped by the user when all of it had run: its names are there. */
    CellError interruptedAtItsEnd() {
        return new CellError(
                "Interrupted",
                "The cell was interrupted.",
                List.of(Ansi.red("Interrupted") + ": the cell was interrupted."));
    }

    /** The cell does not compile: every message at its place. */
    CellError rejected(Compiled.Rejected rejected) {
        CellSource cell = rejected.cell();
        List<Diagnostic> errors = rejected.diagnostics().stream()
                .filter(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR)
                .toList();
        var lines = new ArrayList<String>();
        var messages = new ArrayList<String>();
        for (Diagnostic error : Consequences.leaveOut(errors, cell.code())) {
            Optional<String> help =
                    messages.size() < LIMIT_ADVICE ? advice.about(error, cell.code()) : Optional.empty();
            String message = error.message() + help.map(words -> ". " + words).orElse("");
            messages.add(
                    error.start().map(start -> "line " + start.line() + ": ").orElse("") + message);
            lines.add(Ansi.red("CompileError") + ": " + error.message()
                    + help.map(words -> ". " + words).orElse(""));
            error.start().ifPresent(start -> lines.addAll(excerpt(cell, start, error)));
        }
        return new CellError("CompileError", String.join("\n", messages), lines);
    }

    private List<String> excerpt(CellSource cell, Place start, Diagnostic diagnostic) {
        int width = diagnostic
                .end()
                .filter(end -> end.line() == start.line())
                .map(end -> end.column() - start.column())
                .orElse(1);
        return listing.excerpt(cell.run(), start.line(), start.column(), Math.max(1, width));
    }

    /** The cell threw: its own lines, and causes, without the frames of the machinery. */
    CellError thrown(CellSource cell, Evaluated.Failure failure) {
        Throwable error = failure.error();
        var explanation = lost.explain(error);
        if (explanation.isPresent()) {
            String message = explanation.get();
            return new CellError("LostName", message, List.of(Ansi.red("LostName") + ": " + message));
        }
        var lines = new ArrayList<>(new Traceback(listing).lines(error));
        if (FullMemory.caused(error)) {
            lines.add(memory());
        }
        lost.notice(cell, failure).ifPresent(lines::add);
        return new CellError(error.getClass().getName(), Objects.requireNonNullElse(messageOf(error), ""), lines);
    }

    private static String memory() {
        return "The kernel's heap holds at most %,d MiB; %%memory shows what is in it, and how to allow more."
                .formatted(Runtime.getRuntime().maxMemory() >> 20);
    }

    /** An error's message, even of an error whose {@code getMessage} throws. */
    static @Nullable String messageOf(Throwable error) {
        try {
            String message = error.getLocalizedMessage();
            return message == null ? null : PlainText.lines(message);
        } catch (RuntimeException broken) {
            return "(its message cannot be had: " + broken.getClass().getName() + ")";
        }
    }
}
