package dev.sonde.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * How cost and memory grew with the work, and where.
 *
 * @param environment what computed, by name
 * @param steps in the order in which they were done, in one process
 */
public record ScalingReport(Map<String, String> environment, List<ScalingStep> steps) {

    /** Copies its parts. */
    public ScalingReport {
        environment = Map.copyOf(environment);
        steps = List.copyOf(steps);
    }

    /** One row a step. */
    public Table table() {
        StringColumn what = StringColumn.create("what");
        LongColumn evaluations = LongColumn.create("evaluations");
        LongColumn tokens = LongColumn.create("tokens");
        DoubleColumn perEvaluation = DoubleColumn.create("ms/evaluation");
        DoubleColumn perToken = DoubleColumn.create("µs/token");
        DoubleColumn resident = DoubleColumn.create("resident MiB");
        DoubleColumn heap = DoubleColumn.create("heap MiB");
        for (ScalingStep step : steps) {
            what.append(step.what());
            evaluations.append(step.evaluations());
            tokens.append(step.tokens());
            perEvaluation.append(step.millisPerEvaluation());
            perToken.append(step.microsPerToken());
            resident.append(step.residentMiB());
            heap.append(step.heapMiB());
        }
        return Table.create("scaling", what, evaluations, tokens, perEvaluation, perToken, resident, heap);
    }

    /** The report as indented JSON. */
    public String json() {
        return BenchJson.of(this);
    }

    /**
     * Writes {@link #json()} to a file.
     *
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public void write(Path file) {
        BenchJson.write(this, file);
    }
}
