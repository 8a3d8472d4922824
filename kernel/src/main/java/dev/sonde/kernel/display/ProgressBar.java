package dev.sonde.kernel.display;

import dev.sonde.table.Numbers;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How far work of a cell is: a bar under the cell, changed at most five times a second. What stays is its last state.
 *
 * <p>Safe to use from any thread. Outside of a notebook it shows nothing.
 */
public final class ProgressBar implements AutoCloseable {

    private static final long PAUSE_NANOS = 200_000_000L;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Optional<CellDisplay> display;
    private final LongSupplier nanoTime;
    private final Consumer<Runnable> soon;
    private final long total;
    private final String label;
    private final long startNanos;
    private @Nullable DisplayHandle handle;
    private String note = "";
    private long done;
    private long nextNanos;
    private boolean waiting;
    private boolean closed;

    ProgressBar(
            Optional<CellDisplay> display, long total, String label, LongSupplier nanoTime, Consumer<Runnable> soon) {
        this.display = display;
        this.total = total;
        this.label = label;
        this.nanoTime = nanoTime;
        this.soon = soon;
        this.startNanos = nanoTime.getAsLong();
        show();
    }

    /**
     * A bar below the running cell.
     *
     * @param total how many steps there are; negative when that is not known
     * @param label before the numbers; may be empty
     */
    public static ProgressBar of(long total, String label) {
        return new ProgressBar(CellDisplay.find(), total, label, System::nanoTime, Later::run);
    }

    /** Shows what the pause between two changes kept back, should no further step come: a loop may be left early. */
    private static final class Later {
        private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
        });

        static void run(Runnable task) {
            var unused = TIMER.schedule(task, PAUSE_NANOS, TimeUnit.NANOSECONDS);
        }
    }

    /** One step is done. */
    public void step() {
        step(1);
    }

    /** Some steps are done. */
    public synchronized void step(long steps) {
        done += steps;
        changed();
    }

    /** Shows a few words behind the numbers, such as what is being worked on. */
    public synchronized void note(String words) {
        note = words;
        changed();
    }

    /** How many steps are done. */
    public synchronized long done() {
        return done;
    }

    private void changed() {
        if (nanoTime.getAsLong() >= nextNanos) {
            show();
        } else if (!waiting) {
            waiting = true;
            soon.accept(this::showKept);
        }
    }

    private synchronized void showKept() {
        if (waiting && !closed) {
            show();
        }
    }

    private void show() {
        waiting = false;
        nextNanos = nanoTime.getAsLong() + PAUSE_NANOS;
        if (display.isEmpty()) {
            return;
        }
        var state = DisplayBundle.of(Map.of("text/plain", text(), "text/html", html()));
        if (handle == null) {
            handle = display.get().display(state);
        } else {
            handle.update(state);
        }
    }

    private String text() {
        var text = new StringBuilder(label.isEmpty() ? "" : label + ": ");
        text.append(Numbers.count(done));
        if (total >= 0) {
            text.append('/').append(Numbers.count(total));
        }
        double seconds = (nanoTime.getAsLong() - startNanos) / NANOS_PER_SECOND;
        if (closed) {
            text.append(done < total ? " · stopped after " : " · ").append(Numbers.seconds(seconds * 1000));
        } else if (done > 0 && seconds > 0) {
            text.append(" · ").append(rate(done / seconds));
            if (total > done) {
                text.append(", ").append(TimeLeft.of(seconds / done * (total - done)));
            }
        }
        return text.append(note.isEmpty() ? "" : " · " + note).toString();
    }

    private static String rate(double perSecond) {
        return (perSecond < 100 ? "%.3g/s" : "%,.0f/s").formatted(perSecond);
    }

    private String html() {
        String bar = total < 0 && !closed
                ? "<progress></progress> "
                : total > 0
                        ? "<progress value=\"%d\" max=\"%d\"></progress> ".formatted(Math.min(done, total), total)
                        : "";
        return Html.styled("<p>" + bar + Html.escape(text()) + "</p>\n");
    }

    /** The work is over; shows how long it took, and where it was left if not all was done. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            show();
        }
    }
}
