package dev.sonde.kernel.notebook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.kernel.repl.CellLanguage;
import dev.sonde.kernel.session.CellOutcome;
import dev.sonde.kernel.session.CellSession;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Runs the cells of a notebook in this JVM, through the same session as the kernel, without Jupyter and Python.
 *
 * <ol>
 *   <li>The outputs of all code cells are cleared.
 *   <li>Each code cell runs after the other; empty ones and those tagged {@code skip-execution} are passed over.
 *   <li>A cell that fails ends the run, unless it is tagged {@code raises-exception}.
 * </ol>
 */
public final class NotebookRunner implements AutoCloseable {

    /**
     * The system property that holds the notebook's folder while it runs. A JVM cannot change its working directory, so
     * the DSL resolves relative paths against this.
     */
    public static final String FOLDER_PROPERTY = "sonde.notebook.dir";

    private final CellThread thread;
    private final NotebookListener listener;

    /** A runner on a session that the caller closes; the session must not have run a cell on another thread. */
    public NotebookRunner(CellSession session, NotebookListener listener) {
        this.thread = new CellThread(session);
        this.listener = listener;
    }

    /** Makes a notebook's folder the one that its relative paths start from. */
    public static void enter(Path notebook) {
        Path folder = notebook.toAbsolutePath().normalize().getParent();
        System.setProperty(FOLDER_PROPERTY, folder == null ? "." : folder.toString());
    }

    /**
     * Runs a copy of the notebook.
     *
     * @param limit how long one cell may take; empty for as long as it likes
     * @throws NotebookException if the notebook is for another language, or a cell ignores its time limit
     */
    public NotebookRun run(Notebook original, Optional<Duration> limit) {
        requireKotlin(original);
        Notebook notebook = original.copy();
        notebook.cells().stream().filter(NotebookCell::isCode).forEach(NotebookCell::clearOutputs);
        describe(notebook);
        List<NotebookCell> cells =
                notebook.cells().stream().filter(NotebookRunner::runs).toList();
        var outputs = new ListenedOutputs(listener);
        for (int index = 0; index < cells.size(); index++) {
            NotebookCell cell = cells.get(index);
            listener.started(index + 1, cells.size(), cell);
            CellOutcome outcome = execute(cell, outputs, limit);
            if (outcome instanceof CellOutcome.Failed failed && !cell.tagged("raises-exception")) {
                var failure = new NotebookRun.Failure(index + 1, failed.error());
                return new NotebookRun(notebook, index + 1, Optional.of(failure));
            }
        }
        return new NotebookRun(notebook, cells.size(), Optional.empty());
    }

    private CellOutcome execute(NotebookCell cell, ListenedOutputs outputs, Optional<Duration> limit) {
        outputs.stored().enter(cell);
        long start = System.nanoTime();
        CellOutcome outcome = thread.execute(cell.source(), outputs, limit);
        cell.json().put("execution_count", outcome.executionCount());
        if (outcome instanceof CellOutcome.Value value) {
            outputs.stored().result(value.executionCount(), value.bundle());
        } else if (outcome instanceof CellOutcome.Failed failed) {
            outputs.stored().error(failed.error());
        }
        listener.finished(cell, (System.nanoTime() - start) / 1e9);
        return outcome;
    }

    private static boolean runs(NotebookCell cell) {
        return cell.isCode() && !cell.source().isBlank() && !cell.tagged("skip-execution");
    }

    private static void requireKotlin(Notebook notebook) {
        notebook.language()
                .filter(name -> !name.equalsIgnoreCase(CellLanguage.NAME))
                .ifPresent(name -> {
                    throw new NotebookException(
                            "The notebook's cells are in '%s'; Sonde runs Kotlin cells. ".formatted(name)
                                    + "Choose the kernel 'Sonde (Kotlin)' for it in Jupyter, or change its metadata.kernelspec.");
                });
    }

    /** What a front end would note about the kernel. */
    private static void describe(Notebook notebook) {
        ObjectNode metadata = notebook.json().withObject("/metadata");
        if (!metadata.has("language_info")) {
            metadata.putObject("language_info")
                    .put("name", CellLanguage.NAME)
                    .put("file_extension", CellLanguage.FILE_EXTENSION)
                    .put("mimetype", CellLanguage.MIME_TYPE)
                    .put("codemirror_mode", CellLanguage.MIME_TYPE)
                    .put("pygments_lexer", CellLanguage.NAME);
        }
    }

    /** Ends the runner's thread. */
    @Override
    public void close() {
        thread.close();
    }
}
