package dev.sonde.truth;

import static java.util.stream.Collectors.joining;

import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.ProbeSpec;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.nulladapter.NullAdapterSpec;
import dev.sonde.suite.Model;
import dev.sonde.suite.Runner;
import dev.sonde.suite.Suite;
import dev.sonde.table.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What every probe says of adapters whose worth is known.
 *
 * @param rows the probes
 * @param results by adapter, in the order of the columns
 */
record TruthTable(List<TruthRow> rows, Map<String, List<ProbeResult<?>>> results) {

    /** How an adapter is put on the model. */
    interface Opening {
        Model with(String adapter);
    }

    /** Runs all probes with 19 null adapters on each adapter. */
    static TruthTable of(List<TruthRow> rows, List<String> adapters, Opening opening) {
        var specs = new ArrayList<ProbeSpec>(List.of(NullAdapterSpec.of("nulls")));
        rows.forEach(row -> specs.add(row.spec()));
        Suite suite = Suite.of("Truth", 7, specs);
        var results = new LinkedHashMap<String, List<ProbeResult<?>>>();
        for (String adapter : adapters) {
            try (Model model = opening.with(adapter)) {
                var run = Runner.run(suite, model);
                results.put(
                        adapter,
                        rows.stream()
                                .<ProbeResult<?>>map(row -> run.probe(row.spec()))
                                .toList());
            }
        }
        return new TruthTable(rows, results);
    }

    /** The verdicts on one row's adapters, in the order of the columns. */
    List<Verdict> verdicts(int row) {
        return results.values().stream()
                .map(column -> column.get(row).verdict())
                .toList();
    }

    /** A table with a row per probe; the raw value stands beside the verdict, or the number of a reason below the table. */
    String markdown() {
        var reasons = new ArrayList<String>();
        var lines = new ArrayList<String>();
        lines.add("| probe | the adapter… | "
                + results.keySet().stream().map(name -> "`" + name + "`").collect(joining(" | ")) + " | limit |");
        lines.add("|---|---|" + "---|".repeat(results.size() + 1));
        for (int i = 0; i < rows.size(); i++) {
            int row = i;
            lines.add(Stream.of(
                            Stream.of("`" + kind(row) + "`", rows.get(row).question()),
                            results.values().stream().map(column -> cell(column.get(row), reasons)),
                            Stream.of(rows.get(row).limit()))
                    .flatMap(cells -> cells)
                    .collect(joining(" | ", "| ", " |")));
        }
        lines.add("");
        for (int i = 0; i < reasons.size(); i++) {
            lines.add((i + 1) + ". " + reasons.get(i));
        }
        return String.join("\n", lines);
    }

    private String kind(int row) {
        return results.values().iterator().next().get(row).kind();
    }

    private static String cell(ProbeResult<?> result, List<String> reasons) {
        String verdict = result.verdict().name().toLowerCase(Locale.ROOT);
        if (result.raw().isPresent()) {
            return verdict + " " + Numbers.raw(result.raw());
        }
        String reason =
                result.message().replaceAll("'[^']*/[^']*'", "its folder"); // which is somewhere else on each machine
        if (!reasons.contains(reason)) {
            reasons.add(reason);
        }
        return "%s (%d)".formatted(verdict, reasons.indexOf(reason) + 1);
    }

    /** Every verdict with its reason, for whoever looks into one. */
    String reasons() {
        var lines = new ArrayList<String>();
        results.forEach((adapter, column) -> column.forEach(result ->
                lines.add("%s, %s: %s. %s".formatted(result.name(), adapter, result.verdict(), result.message()))));
        return String.join("\n", lines);
    }
}
