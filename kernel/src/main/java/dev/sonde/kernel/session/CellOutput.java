package dev.sonde.kernel.session;

import dev.sonde.kernel.comm.CommPost;
import dev.sonde.kernel.display.DisplayBundle;
import dev.sonde.kernel.display.OutputSink;
import dev.sonde.kernel.display.StreamName;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The session's way out: gathers small pieces of text and passes everything on, in order, to the running cell's sink.
 *
 * <p>Text waits until {@value #LIMIT_CHARS} characters are there, {@value #INTERVAL_MILLIS} ms have passed, or
 * something else must be shown. Of a cell that has printed much it waits for more: a browser lays out all of an output's text
 * anew with each piece. A cell's sink stays the target until the next cell, so that threads that outlive their
 * cell are still heard. Text beyond a cell's {@link OutputLimit} is dropped, with a notice.
 */
final class CellOutput implements OutputSink, AutoCloseable {

    private static final int LIMIT_CHARS = 8192;
    private static final int MOST_CHARS = 1 << 20;
    private static final int PIECES_AS_LARGE = 4;
    private static final int INTERVAL_MILLIS = 100;

    private final ScheduledExecutorService timer = DaemonTimer.named("cell-output");
    private final OutputLimit limit;
    private final StringBuilder pending = new StringBuilder();
    private StreamName pendingName = StreamName.STDOUT;
    private boolean scheduled;
    private volatile OutputSink target = new DiscardingSink();
    private long left;
    private long sent;

    CellOutput(OutputLimit limit) {
        this.limit = limit;
    }

    /** Sends what follows to another cell's sink. */
    synchronized void target(OutputSink next) {
        flush();
        target = next;
        left = limit.characters();
        sent = 0;
    }

    /** Sends what follows to another sink for a while; what is returned ends that, with the cell's count as it was. */
    synchronized Runnable detour(OutputSink other) {
        OutputSink cell = target;
        long leftOfCell = left;
        long sentOfCell = sent;
        target(other);
        return () -> {
            synchronized (this) {
                flush();
                target = cell;
                left = leftOfCell;
                sent = sentOfCell;
            }
        };
    }

    @Override
    public synchronized void stream(StreamName name, String text) {
        if (text.length() <= left) {
            left -= text.length();
            add(name, text);
        } else if (left >= 0) {
            int end = (int) left;
            boolean split = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
            add(name, text.substring(0, split ? end - 1 : end));
            left = -1;
            notice(limit.notice());
        }
    }

    /** Text that is not the cell's own, and not counted. */
    synchronized void notice(String text) {
        add(StreamName.STDERR, text);
    }

    private void add(StreamName name, String text) {
        if (name != pendingName) {
            flush();
            pendingName = name;
        }
        pending.append(text);
        if (pending.length() >= Math.max(LIMIT_CHARS, Math.min(MOST_CHARS, sent / PIECES_AS_LARGE))) {
            flush();
        } else if (!scheduled) {
            scheduled = true;
            var unused = timer.schedule(this::flush, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public synchronized void display(DisplayBundle bundle) {
        flush();
        target.display(bundle);
    }

    @Override
    public synchronized void update(DisplayBundle bundle) {
        flush();
        target.update(bundle);
    }

    @Override
    public synchronized void page(DisplayBundle text) {
        flush();
        target.page(text);
    }

    @Override
    public synchronized void comm(CommPost post) {
        flush();
        target.comm(post);
    }

    /** Not synchronized: the text that is to hurry has the lock. */
    @Override
    public void hurry() {
        target.hurry();
    }

    @Override
    public synchronized void clear(boolean wait) {
        flush();
        target.clear(wait);
    }

    /** Passes on the text that waits. */
    synchronized void flush() {
        scheduled = false;
        if (!pending.isEmpty()) {
            String text = pending.toString();
            pending.setLength(0);
            sent += text.length();
            target.stream(pendingName, text);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        flush();
    }

    private static final class DiscardingSink implements OutputSink {
        @Override
        public void stream(StreamName name, String text) {}

        @Override
        public void display(DisplayBundle bundle) {}

        @Override
        public void update(DisplayBundle bundle) {}

        @Override
        public void clear(boolean wait) {}
    }
}
