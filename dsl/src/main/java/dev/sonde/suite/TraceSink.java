package dev.sonde.suite;

import dev.sonde.trace.TraceEvent;
import dev.sonde.trace.TraceWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the events of a run, and writes them to a file where one is wanted. A full disk ends the file, not the run. */
final class TraceSink implements Consumer<TraceEvent>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TraceSink.class);

    private final List<TraceEvent> events = new ArrayList<>();
    private Optional<TraceWriter> writer;

    TraceSink(Optional<Path> file, String modelId) {
        writer = file.map(path -> new TraceWriter(path, modelId));
    }

    @Override
    public void accept(TraceEvent event) {
        events.add(event);
        write(out -> out.accept(event));
    }

    List<TraceEvent> events() {
        return events;
    }

    @Override
    public void close() {
        write(TraceWriter::close);
    }

    private void write(Consumer<TraceWriter> action) {
        try {
            writer.ifPresent(action);
        } catch (UncheckedIOException full) {
            LOG.warn("The trace is cut off here; the run goes on", full);
            writer = Optional.empty();
        }
    }
}
