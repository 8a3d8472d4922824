package dev.sonde.report;

import static dev.sonde.report.Block.Column.Kind.NUMBER;
import static dev.sonde.report.Block.Column.Kind.TEXT;

import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.modules.ModuleAblationEvidence;
import dev.sonde.probe.modules.RegionEffect;
import dev.sonde.suite.SuiteResult;
import dev.sonde.table.ModuleTable;
import dev.sonde.table.Numbers;
import java.util.List;

/** The numbers behind the maps of which modules carry the effect. */
record ModuleMaps(SuiteResult result) {

    private static final List<Block.Column> COLUMNS = List.of(
            new Block.Column("region", TEXT),
            new Block.Column("modules", NUMBER),
            new Block.Column("alone, nats", NUMBER),
            new Block.Column("band", NUMBER),
            new Block.Column("lost without it, nats", NUMBER),
            new Block.Column("band", NUMBER));

    /** One table a probe, folded away; none without a map. */
    List<Block> blocks() {
        return result.probes().stream().flatMap(probe -> block(probe).stream()).toList();
    }

    private static List<Block> block(ProbeResult<?> probe) {
        if (!(probe.evidence().orElse(null) instanceof ModuleAblationEvidence evidence)
                || evidence.layers().isEmpty()) {
            return List.of();
        }
        List<RegionEffect> rows = ModuleTable.rows(evidence);
        String summary = "%s: %d regions, %d forward passes%s"
                .formatted(
                        probe.name(),
                        rows.size(),
                        evidence.forwardPasses(),
                        evidence.bands().isEmpty() ? "" : "; bands: " + evidence.bands());
        return List.of(new Block.Folded(
                summary,
                List.of(new Block.Grid(
                        COLUMNS, rows.stream().map(ModuleMaps::row).toList()))));
    }

    private static List<String> row(RegionEffect region) {
        return List.of(
                region.label(),
                Numbers.count(region.modules()),
                Numbers.raw(region.alone()),
                Numbers.interval(region.aloneBand()),
                Numbers.raw(region.lost()),
                Numbers.interval(region.lostBand()));
    }
}
