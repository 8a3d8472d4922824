package dev.sonde.report;

import static dev.sonde.report.Block.Column.Kind.NUMBER;
import static dev.sonde.report.Block.Column.Kind.TEXT;

import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.retention.CapabilityRetentionEvidence;
import dev.sonde.probe.retention.CategoryRetention;
import dev.sonde.suite.SuiteResult;
import dev.sonde.table.Numbers;
import java.util.List;
import java.util.Optional;

/** What became of the right answers, category by category. */
record CategoryBlocks(SuiteResult result) {

    private static final List<Block.Column> COLUMNS = List.of(
            new Block.Column("category", TEXT),
            new Block.Column("items", NUMBER),
            new Block.Column("right, base", NUMBER),
            new Block.Column("right, tuned", NUMBER),
            new Block.Column("lost", NUMBER),
            new Block.Column("won", NUMBER),
            new Block.Column("change", NUMBER),
            new Block.Column("interval", NUMBER),
            new Block.Column("adjusted p", NUMBER));

    /** One table a probe, folded away; none without categories. */
    List<Block> blocks() {
        return result.probes().stream().flatMap(probe -> block(probe).stream()).toList();
    }

    private static List<Block> block(ProbeResult<?> probe) {
        if (!(probe.evidence().orElse(null) instanceof CapabilityRetentionEvidence evidence)
                || evidence.perCategory().isEmpty()) {
            return List.of();
        }
        var rows = evidence.perCategory();
        String summary = "%s: %d categories; intervals are each category's own, p is adjusted over all of them"
                .formatted(probe.name(), rows.size());
        return List.of(new Block.Folded(
                summary,
                List.of(new Block.Grid(
                        COLUMNS, rows.stream().map(CategoryBlocks::row).toList()))));
    }

    private static List<String> row(CategoryRetention found) {
        return List.of(
                found.category(),
                Numbers.count(found.items()),
                Numbers.count(found.baseRight()),
                Numbers.count(found.tunedRight()),
                Numbers.count(found.flips().onlyFirst()),
                Numbers.count(found.flips().onlySecond()),
                Numbers.raw(found.raw()),
                Numbers.interval(Optional.of(found.change())),
                Numbers.p(found.adjustedP()));
    }
}
