package dev.sonde.kernel.session;

import dev.sonde.kernel.display.DisplayBundle;
import dev.sonde.kernel.display.OutputSink;
import dev.sonde.kernel.display.StreamName;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps what a cell shows, as short texts in order. Neighbouring pieces of one stream are one event: how text is cut is
 * a matter of time.
 */
public final class RecordingSink implements OutputSink {

    private final List<String> events = new ArrayList<>();

    @Override
    public synchronized void stream(StreamName name, String text) {
        String start = name.wireName() + " ";
        int last = events.size() - 1;
        if (last >= 0 && events.get(last).startsWith(start)) {
            events.set(last, events.get(last) + text);
        } else {
            events.add(start + text);
        }
    }

    @Override
    public synchronized void display(DisplayBundle bundle) {
        events.add("display " + bundle.data().get("text/plain"));
    }

    @Override
    public synchronized void update(DisplayBundle bundle) {
        events.add("update " + bundle.data().get("text/plain"));
    }

    @Override
    public synchronized void clear(boolean wait) {
        events.add("clear");
    }

    /** What was shown so far. */
    public synchronized List<String> events() {
        return List.copyOf(events);
    }

    /** All text of one stream. */
    public synchronized String text(StreamName name) {
        String start = name.wireName() + " ";
        return events.stream()
                .filter(event -> event.startsWith(start))
                .map(event -> event.substring(start.length()))
                .reduce("", String::concat);
    }
}
