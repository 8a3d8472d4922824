package dev.sonde.suite.autogen;

import dev.sonde.probe.ProbeRegistry;
import dev.sonde.suite.Suite;
import dev.sonde.suite.WholeFile;
import dev.sonde.suite.document.SourceDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A suite that was made of a document.
 *
 * @param suite as it runs
 * @param yaml as it stands in a file, with a comment above each entry; reading it gives {@code suite}
 * @param document that it was made of
 * @param omitted kinds that are not there, each with the reason
 */
public record StarterSuite(Suite suite, String yaml, SourceDocument document, List<String> omitted) {

    /** Copies {@code omitted}. */
    public StarterSuite {
        omitted = List.copyOf(omitted);
    }

    /** Name and kind of each probe, in order. */
    public List<Map.Entry<String, String>> probes() {
        return suite.entries().stream()
                .map(entry -> Map.entry(
                        entry.spec().name(),
                        ProbeRegistry.shared().forSpec(entry.spec()).kind().name()))
                .toList();
    }

    /**
     * Writes {@link #yaml} to a file.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public void write(Path file) {
        try {
            WholeFile.write(file, yaml);
        } catch (IOException refused) {
            throw new UncheckedIOException("Suite file '%s' cannot be written: %s".formatted(file, refused), refused);
        }
    }
}
