package dev.sonde.kernel.notebook;

import dev.sonde.kernel.display.DisplayBundle;
import dev.sonde.kernel.display.OutputSink;
import dev.sonde.kernel.display.StreamName;

/** Stores outputs and tells a listener of those that change while the cell runs. */
final class ListenedOutputs implements OutputSink {

    private final StoredOutputs stored = new StoredOutputs();
    private final NotebookListener listener;

    ListenedOutputs(NotebookListener listener) {
        this.listener = listener;
    }

    StoredOutputs stored() {
        return stored;
    }

    @Override
    public void stream(StreamName name, String text) {
        stored.stream(name, text);
    }

    @Override
    public void display(DisplayBundle bundle) {
        stored.display(bundle);
    }

    @Override
    public void update(DisplayBundle bundle) {
        stored.update(bundle);
        listener.updated(bundle);
    }

    @Override
    public void clear(boolean wait) {
        stored.clear(wait);
    }
}
