package dev.sonde.bench;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What a benchmark found, and where.
 *
 * @param environment what computed, by name
 * @param warmUp rounds that were not measured
 * @param timings in the order of the contenders; the first is what the others are compared with
 */
public record BenchReport(Map<String, String> environment, int warmUp, List<Timing> timings) {

    /** Copies its parts. */
    public BenchReport {
        environment = Map.copyOf(environment);
        timings = List.copyOf(timings);
    }

    /** One row a contender: median and quickest round, spread, throughput, and its time relative to the first. */
    public Table table() {
        StringColumn name = StringColumn.create("what");
        LongColumn items = LongColumn.create("items");
        LongColumn tokens = LongColumn.create("tokens");
        DoubleColumn median = DoubleColumn.create("median ms");
        DoubleColumn fastest = DoubleColumn.create("fastest ms");
        DoubleColumn spread = DoubleColumn.create("spread");
        DoubleColumn perSecond = DoubleColumn.create("items/s");
        DoubleColumn tokensPerSecond = DoubleColumn.create("tokens/s");
        DoubleColumn ratio = DoubleColumn.create("× first");
        for (Timing timing : timings) {
            name.append(timing.name());
            items.append(timing.work().items());
            tokens.append(timing.work().tokens());
            median.append(timing.median());
            fastest.append(timing.fastest());
            spread.append(timing.spread());
            perSecond.append(timing.itemsPerSecond());
            tokensPerSecond.append(timing.tokensPerSecond());
            ratio.append(timing.median() / timings.get(0).median());
        }
        return Table.create(
                "benchmark", name, items, tokens, median, fastest, spread, perSecond, tokensPerSecond, ratio);
    }

    /** The report as indented JSON with every measured time, in milliseconds. */
    public String json() {
        return BenchJson.of(this);
    }

    /**
     * Writes {@link #json()} to a file.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public void write(Path file) {
        BenchJson.write(this, file);
    }
}
