package dev.sonde.table;

import dev.sonde.probe.retention.CapabilityRetentionEvidence;
import dev.sonde.probe.retention.CategoryRetention;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What became of the answers of each category as a table. */
public final class CategoryTable {
    private CategoryTable() {}

    /** One row per category; no row where items have none. */
    public static Table of(CapabilityRetentionEvidence evidence) {
        List<CategoryRetention> rows = evidence.perCategory();
        return Table.create(
                "categories",
                StringColumn.create("category", rows.stream().map(CategoryRetention::category)),
                counts("items", rows, CategoryRetention::items),
                counts("base right", rows, CategoryRetention::baseRight),
                counts("tuned right", rows, CategoryRetention::tunedRight),
                counts("lost", rows, row -> row.flips().onlyFirst()),
                counts("won", rows, row -> row.flips().onlySecond()),
                numbers("change", rows, CategoryRetention::raw),
                numbers("from", rows, row -> row.change().lower()),
                numbers("to", rows, row -> row.change().upper()),
                numbers("adjusted p", rows, CategoryRetention::adjustedP));
    }

    private static IntColumn counts(String name, List<CategoryRetention> rows, ToIntFunction<CategoryRetention> value) {
        return IntColumn.create(name, rows.stream().mapToInt(value).toArray());
    }

    private static DoubleColumn numbers(
            String name, List<CategoryRetention> rows, ToDoubleFunction<CategoryRetention> value) {
        return DoubleColumn.create(name, rows.stream().mapToDouble(value).toArray());
    }
}
