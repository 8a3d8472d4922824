package dev.sonde.table;

import dev.sonde.probe.ProbeResult;
import dev.sonde.suite.SuiteResult;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Several runs of one suite side by side. */
public final class ComparisonTable {
    private ComparisonTable() {}

    /**
     * One row per probe, one column per run, each cell the verdict and the raw value.
     *
     * @param results by the name to show, such as the adapter's; in column order
     * @throws IllegalArgumentException if it is empty
     */
    public static Table of(Map<String, SuiteResult> results) {
        if (results.isEmpty()) {
            throw new IllegalArgumentException("A comparison needs at least one result");
        }
        var probes = results.values().stream()
                .flatMap(result -> result.probes().stream().map(ProbeResult::name))
                .distinct()
                .toList();
        var table = Table.create("Verdicts", StringColumn.create("probe", probes));
        results.forEach((name, result) ->
                table.addColumns(StringColumn.create(name, probes.stream().map(probe -> cell(result, probe)))));
        return table;
    }

    private static String cell(SuiteResult result, String probe) {
        return result.probes().stream()
                .filter(row -> row.name().equals(probe))
                .flatMap(row -> Stream.of(text(row)))
                .findFirst()
                .orElse("");
    }

    private static String text(ProbeResult<?> row) {
        String verdict = row.verdict().name().toLowerCase(Locale.ROOT);
        return row.raw().isPresent() ? "%s (%s)".formatted(verdict, Numbers.raw(row.raw())) : verdict;
    }
}
