package dev.sonde.kernel.display;

import dev.sonde.dsl.SondeSession;
import dev.sonde.probe.ProbeResult;
import dev.sonde.suite.RunListener;
import dev.sonde.suite.Suite;
import dev.sonde.suite.SuiteResult;
import dev.sonde.table.Numbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A table under the running cell that fills in while a suite runs, at most five times a second. What stays is its last
 * state; of that only the head where the cell shows the result as well, which has such a table itself.
 */
public final class ProgressTable implements RunListener {

    private static final long PAUSE_NANOS = 200_000_000L;
    private static final List<Grid.Head> HEADS = List.of(
            new Grid.Head("probe", false),
            new Grid.Head("verdict", false),
            new Grid.Head("raw", true),
            new Grid.Head("interval", true));

    private final CellDisplay display;
    private final LongSupplier nanoTime;
    private final Map<String, List<String>> rows = new LinkedHashMap<>();
    private @Nullable DisplayHandle handle;
    private String title = "";
    private String work = "";
    private long finished;
    private long nextNanos;

    /**
     * A table.
     *
     * @param nanoTime the clock
     */
    ProgressTable(CellDisplay display, LongSupplier nanoTime) {
        this.display = display;
        this.nanoTime = nanoTime;
    }

    /** Shows a table for each suite that a cell runs from now on. */
    public static void install() {
        SondeSession.setListener(() -> CellDisplay.find()
                .<RunListener>map(display -> new ProgressTable(display, System::nanoTime))
                .orElse(RunListener.NONE));
    }

    @Override
    public void started(Suite suite) {
        title = suite.title();
        suite.entries().forEach(entry -> row(entry.spec().name(), entry.enabled() ? "waiting" : "skip", "", ""));
        show();
    }

    @Override
    public void computed(long done, long total, double tokensPerSecond, double secondsLeft) {
        String left = Double.isFinite(secondsLeft) && done < total ? ", " + TimeLeft.of(secondsLeft) : "";
        String rate = tokensPerSecond > 0 ? ", %,.0f tokens/s".formatted(tokensPerSecond) : "";
        work = total == 0 ? "" : " · %,d/%,d forward passes%s%s".formatted(done, total, rate, left);
        showInTime();
    }

    @Override
    public void probeStarted(String name) {
        row(name, "running", "", "");
        showInTime();
    }

    @Override
    public void probeStepped(String name, long done, long total) {
        row(name, "running %,d/%,d".formatted(done, total), "", "");
        showInTime();
    }

    @Override
    public void probeFinished(ProbeResult<?> result) {
        finished++;
        row(
                result.name(),
                Html.name(result.verdict()),
                Numbers.raw(result.raw(), result.unit()),
                Numbers.interval(result.interval()));
        showInTime();
    }

    @Override
    public void finished(SuiteResult result) {
        finished = result.probes().size();
        String adapter = result.model().adapterName();
        title += adapter.isEmpty() ? "" : " (" + adapter + ")"; // one cell may run a suite on several
        result.probes()
                .forEach(probe -> row(
                        probe.name(),
                        Html.name(probe.verdict()),
                        Numbers.raw(probe.raw(), probe.unit()),
                        Numbers.interval(probe.interval())));
        work = " · " + SuiteContent.served(result) + (result.complete() ? "" : " · interrupted");
        show();
        display.preview(result, () -> show(new Content().text(head())));
    }

    private void row(String... cells) {
        rows.put(cells[0], List.of(cells));
    }

    private void showInTime() {
        if (nanoTime.getAsLong() >= nextNanos) {
            show();
        }
    }

    private void show() {
        nextNanos = nanoTime.getAsLong() + PAUSE_NANOS;
        show(new Content().text(head()).grid(Grid.of(HEADS, List.copyOf(rows.values()))));
    }

    private String head() {
        return "%s · %d/%d probes%s".formatted(title, finished, rows.size(), work);
    }

    private void show(Content content) {
        var state = DisplayBundle.of(content.bundle());
        if (handle == null) {
            handle = display.display(state);
        } else {
            handle.update(state);
        }
    }
}
