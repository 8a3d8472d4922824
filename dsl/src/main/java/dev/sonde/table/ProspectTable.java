package dev.sonde.table;

import dev.sonde.suite.Prospect;
import java.util.List;
import java.util.OptionalDouble;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What numbers of prompts and null adapters show with a probability of 80 %. */
public final class ProspectTable {
    private ProspectTable() {}

    /** One row per probe: the smallest distance from a threshold that n, 2n and 4n prompts show, and the null adapters' part. */
    public static Table of(List<Prospect> prospects) {
        Table table = Table.create(
                "shown with 80 %",
                StringColumn.create("probe"),
                IntColumn.create("n"),
                DoubleColumn.create("sd"),
                StringColumn.create("unit"),
                DoubleColumn.create("n shows"),
                DoubleColumn.create("2n shows"),
                DoubleColumn.create("4n shows"),
                IntColumn.create("m"),
                DoubleColumn.create("m shows (sd of nulls)"));
        for (Prospect prospect : prospects) {
            table.stringColumn("probe").append(prospect.probe());
            table.intColumn("n").append(prospect.observations());
            number(table, "sd", prospect.sd());
            table.stringColumn("unit").append(prospect.unit());
            number(table, "n shows", prospect.detectable(prospect.observations()));
            number(table, "2n shows", prospect.detectable(2 * prospect.observations()));
            number(table, "4n shows", prospect.detectable(4 * prospect.observations()));
            if (prospect.nulls() > 0) {
                table.intColumn("m").append(prospect.nulls());
            } else {
                table.intColumn("m").appendMissing();
            }
            number(table, "m shows (sd of nulls)", prospect.detectableAgainstNulls());
        }
        return table;
    }

    private static void number(Table table, String column, OptionalDouble value) {
        if (value.isPresent()) {
            table.doubleColumn(column).append(value.getAsDouble());
        } else {
            table.doubleColumn(column).appendMissing();
        }
    }
}
