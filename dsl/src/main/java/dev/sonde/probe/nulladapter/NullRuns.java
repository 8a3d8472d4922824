package dev.sonde.probe.nulladapter;

import dev.sonde.probe.CalibratedProbe;
import dev.sonde.probe.ProbeContext;
import dev.sonde.probe.nulladapter.NullAdapterEvidence.ProbeNulls;
import dev.sonde.stats.Adjusted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Draws null adapters one after the other and measures all probes under each. */
final class NullRuns {

    private final List<NullColumn> columns;

    NullRuns(ProbeContext context, List<CalibratedProbe<?>> targets) {
        this.columns =
                targets.stream().map(target -> new NullColumn(target, context)).toList();
    }

    /**
     * Measures all probes under the null adapters of these seeds.
     *
     * @param enough stop once each probe has so many values at least as large as the adapter's; empty: never
     */
    NullAdapterEvidence draw(List<Long> seeds, OptionalInt enough) {
        int drawn = 0;
        while (drawn < seeds.size() && !(enough.isPresent() && allDull(enough.getAsInt()))) {
            long seed = seeds.get(drawn++);
            columns.forEach(column -> column.measure(seed));
        }
        boolean stopped = drawn < seeds.size();
        Map<String, Adjusted> adjusted = stopped ? Map.of() : SharedNulls.adjusted(comparable());
        var probes = new LinkedHashMap<String, ProbeNulls>();
        var failures = new LinkedHashMap<String, String>();
        for (NullColumn column : columns) {
            column.failure().ifPresent(reason -> failures.put(column.name(), reason));
            // where all were stopped, each probe keeps the values up to its own stop, so that its p-value is valid
            int kept = stopped ? column.stop(enough.orElseThrow()).orElse(drawn) : drawn;
            if (column.failure().isEmpty() && kept > 0) {
                probes.put(
                        column.name(),
                        ProbeNulls.of(
                                column.values().subList(0, kept), Optional.ofNullable(adjusted.get(column.name()))));
            }
        }
        return new NullAdapterEvidence(NullColumn.RECIPE.id(), seeds.size(), seeds.subList(0, drawn), probes, failures);
    }

    /** The probes that can be compared with null adapters. */
    private List<NullColumn> comparable() {
        return columns.stream()
                .filter(column ->
                        column.failure().isEmpty() && column.observed().isPresent())
                .toList();
    }

    private boolean allDull(int enough) {
        var comparable = comparable();
        return !comparable.isEmpty()
                && comparable.stream().allMatch(column -> column.stop(enough).isPresent());
    }
}
