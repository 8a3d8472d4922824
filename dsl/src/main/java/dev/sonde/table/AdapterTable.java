package dev.sonde.table;

import dev.sonde.backend.AdapterReport;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** An adapter's modules as a table. */
public final class AdapterTable {
    private AdapterTable() {}

    /** One row per adapted module; norms are Frobenius norms, ΔW is scale · BA. */
    public static Table modules(AdapterReport report) {
        StringColumn module = StringColumn.create("module");
        StringColumn kind = StringColumn.create("kind");
        IntColumn rank = IntColumn.create("rank");
        DoubleColumn scale = DoubleColumn.create("scale");
        DoubleColumn delta = DoubleColumn.create("‖ΔW‖");
        DoubleColumn weight = DoubleColumn.create("‖W‖");
        DoubleColumn relative = DoubleColumn.create("‖ΔW‖/‖W‖");
        BooleanColumn zero = BooleanColumn.create("all zero");
        for (AdapterReport.ModuleReport row : report.modules()) {
            module.append(row.module());
            kind.append(row.kind());
            rank.append(row.rank());
            scale.append(row.scale());
            delta.append(row.deltaNorm());
            weight.append(row.weightNorm());
            if (row.weightNorm() > 0) {
                relative.append(row.relativeNorm());
            } else {
                relative.appendMissing();
            }
            zero.append(row.zero());
        }
        return Table.create("adapter modules", module, kind, rank, scale, delta, weight, relative, zero);
    }
}
