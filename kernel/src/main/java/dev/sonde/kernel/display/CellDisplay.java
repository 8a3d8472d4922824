package dev.sonde.kernel.display;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where code that runs in a cell publishes displays: {@code CellDisplay.current().display(table)}.
 *
 * <p>Safe to use from any thread. Threads that a cell started keep that cell's session; a thread that belongs to no
 * session finds the one that ran a cell last.
 */
public final class CellDisplay {

    private static final InheritableThreadLocal<@Nullable CellDisplay> BOUND = new InheritableThreadLocal<>();
    private static volatile @Nullable CellDisplay latest;

    private final ValueRenderer renderer;
    private final OutputSink sink;
    private final Previews previews = new Previews();

    /** A display that renders with {@code renderer} and publishes to {@code sink}. */
    public CellDisplay(ValueRenderer renderer, OutputSink sink) {
        this.renderer = renderer;
        this.sink = sink;
    }

    /**
     * The display of the running cell.
     *
     * @throws IllegalStateException outside of a notebook; see {@link #find()}
     */
    public static CellDisplay current() {
        return find().orElseThrow(
                        () -> new IllegalStateException(
                                "No notebook cell is running, so nothing can be displayed. Use CellDisplay.find() where that is expected."));
    }

    /** The display of the running cell; empty outside of a notebook. */
    public static Optional<CellDisplay> find() {
        CellDisplay bound = BOUND.get();
        return Optional.ofNullable(bound != null ? bound : latest);
    }

    /** Makes this the display of the calling thread, of the threads it starts, and of threads without a session. */
    public void bind() {
        previews.clear();
        BOUND.set(this);
        latest = this;
    }

    /** Undoes {@link #bind()} for the calling thread and for threads without a session. */
    public void unbind() {
        BOUND.remove();
        if (latest == this) {
            latest = null;
        }
    }

    /** Shows a value and returns the handle that can change it later. */
    public DisplayHandle display(@Nullable Object value) {
        return display(bundle(value));
    }

    /** Shows a ready-made bundle; its id, or a fresh one, names it for updates. */
    public DisplayHandle display(DisplayBundle bundle) {
        shown(bundle);
        String id = bundle.displayId().orElseGet(() -> UUID.randomUUID().toString());
        sink.display(bundle.withId(id));
        return new DisplayHandle(id, this);
    }

    /** Replaces the content of every display with this id. */
    public void update(String displayId, @Nullable Object value) {
        sink.update(bundle(value).withId(displayId));
    }

    /** Removes the running cell's outputs; with {@code wait} only when the next output arrives. */
    public void clear(boolean wait) {
        sink.clear(wait);
    }

    /**
     * What shows a value; once it is in sight, {@link #shown} is to be told.
     *
     * @throws RuntimeException or any error of the value's own {@code toString}
     */
    public DisplayBundle bundle(@Nullable Object value) {
        var bundle = value instanceof DisplayBundle ready ? ready : DisplayBundle.of(renderer.render(value));
        previews.rendered(value, bundle);
        return bundle;
    }

    /** A bundle from {@link #bundle} is shown: a display that told of its value while it was in the making becomes short. */
    public void shown(DisplayBundle bundle) {
        previews.shown(bundle);
    }

    /** Something is shown in place of {@code value}, which may follow in this cell: then {@code shorten} is called. */
    void preview(Object value, Runnable shorten) {
        previews.add(value, shorten);
    }
}
