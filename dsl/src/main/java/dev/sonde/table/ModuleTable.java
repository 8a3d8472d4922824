package dev.sonde.table;

import dev.sonde.probe.modules.ModuleAblationEvidence;
import dev.sonde.probe.modules.RegionEffect;
import dev.sonde.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The map of an adapter's effect as a table. */
public final class ModuleTable {
    private ModuleTable() {}

    /** One row per region: layers, then kinds of modules, then single modules; nats, with the bands of each list. */
    public static Table of(ModuleAblationEvidence evidence) {
        List<RegionEffect> rows = rows(evidence);
        return Table.create(
                "module map",
                StringColumn.create("region", rows.stream().map(RegionEffect::label)),
                IntColumn.create(
                        "modules", rows.stream().mapToInt(RegionEffect::modules).toArray()),
                numbers("alone", rows, RegionEffect::alone),
                band("alone from", rows, RegionEffect::aloneBand, Interval::lower),
                band("alone to", rows, RegionEffect::aloneBand, Interval::upper),
                numbers("lost", rows, RegionEffect::lost),
                band("lost from", rows, RegionEffect::lostBand, Interval::lower),
                band("lost to", rows, RegionEffect::lostBand, Interval::upper));
    }

    /** Layers, then kinds of modules, then single modules. */
    public static List<RegionEffect> rows(ModuleAblationEvidence evidence) {
        var rows = new ArrayList<>(evidence.layers());
        rows.addAll(evidence.parts());
        rows.addAll(evidence.cells());
        return rows;
    }

    private static DoubleColumn numbers(String name, List<RegionEffect> rows, ToDoubleFunction<RegionEffect> value) {
        return DoubleColumn.create(name, rows.stream().mapToDouble(value).toArray());
    }

    private static DoubleColumn band(
            String name,
            List<RegionEffect> rows,
            Function<RegionEffect, Optional<Interval>> band,
            ToDoubleFunction<Interval> end) {
        var column = DoubleColumn.create(name);
        for (RegionEffect row : rows) {
            band.apply(row).ifPresentOrElse(found -> column.append(end.applyAsDouble(found)), column::appendMissing);
        }
        return column;
    }
}
