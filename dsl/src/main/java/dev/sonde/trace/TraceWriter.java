package dev.sonde.trace;

import dev.sonde.backend.SondeVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Writes a trace as a text file: a {@linkplain TraceHeader header} line, then one line for each event, at once.
 *
 * <p>A file holds one run: an existing one is replaced. Safe for one thread at a time.
 */
public final class TraceWriter implements Consumer<TraceEvent>, AutoCloseable {
    private final Path file;
    private final Writer out;

    /**
     * Begins a trace file; missing parent directories are made.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public TraceWriter(Path file, String modelId) {
        this.file = file;
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            out = Files.newBufferedWriter(file);
        } catch (IOException refused) {
            throw failed(refused);
        }
        line(new TraceHeader(TraceHeader.FORMAT, TraceHeader.VERSION, SondeVersion.current(), modelId));
    }

    @Override
    public void accept(TraceEvent event) {
        line(event);
    }

    private void line(Object value) {
        try {
            out.write(TraceLines.JSON.writeValueAsString(value) + "\n");
            out.flush();
        } catch (IOException refused) {
            throw failed(refused);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException refused) {
            throw failed(refused);
        }
    }

    private UncheckedIOException failed(IOException cause) {
        return new UncheckedIOException(
                "Trace file '%s' cannot be written: %s. Choose another path.".formatted(file, cause), cause);
    }
}
