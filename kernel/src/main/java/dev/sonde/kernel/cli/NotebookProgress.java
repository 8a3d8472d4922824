package dev.sonde.kernel.cli;

import dev.sonde.kernel.display.DisplayBundle;
import dev.sonde.kernel.notebook.NotebookCell;
import dev.sonde.kernel.notebook.NotebookListener;
import dev.sonde.kernel.notebook.OutputText;
import java.io.PrintWriter;
import java.util.List;

/** Shows a running notebook on a terminal: the cells on standard error, what they show on standard output. */
final class NotebookProgress implements NotebookListener {

    private static final int LINES_PER_OUTPUT = 60;
    private static final int SLOW_SECONDS = 2;

    private final PrintWriter out;
    private final StatusLine status;

    NotebookProgress(PrintWriter out, StatusLine status) {
        this.out = out;
        this.status = status;
    }

    @Override
    public void started(int number, int total, NotebookCell cell) {
        String code = cell.source()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("//") && !line.startsWith("import "))
                .findFirst()
                .orElse("");
        status.println("[%d/%d] %s".formatted(number, total, code));
    }

    @Override
    public void updated(DisplayBundle bundle) {
        String text = String.valueOf(bundle.data().get("text/plain"));
        status.show("  " + text.lines().findFirst().orElse(""));
    }

    @Override
    public void finished(NotebookCell cell, double seconds) {
        status.clear();
        cell.outputs().stream().map(OutputText::of).forEach(this::print);
        out.flush();
        if (seconds >= SLOW_SECONDS) {
            status.println("  (%.1f s)".formatted(seconds));
        }
    }

    private void print(String text) {
        List<String> lines = text.lines().toList();
        lines.stream().limit(LINES_PER_OUTPUT).forEach(out::println);
        if (lines.size() > LINES_PER_OUTPUT) {
            out.println("… (%d more lines in the executed notebook)".formatted(lines.size() - LINES_PER_OUTPUT));
        }
    }
}
