package dev.sonde.probe.nulladapter;

import dev.sonde.backend.BackendException;
import dev.sonde.backend.Evaluation;
import dev.sonde.probe.CalibratedProbe;
import dev.sonde.probe.ProbeContext;
import dev.sonde.probe.nulladapter.NullAdapterEvidence.ProbeNulls;
import dev.sonde.score.Score;
import dev.sonde.stats.Adjusted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Draws null adapters one after the other and measures all probes under each. */
final class NullRuns {

    private static final Logger LOG = LoggerFactory.getLogger(NullRuns.class);

    private final List<NullColumn> columns;

    private final ProbeContext context;

    NullRuns(ProbeContext context, List<CalibratedProbe<?>> targets) {
        this.context = context;
        this.columns = targets.stream()
                .map(target -> new NullColumn(target, context))
                .filter(column -> !column.unmeasurable())
                .toList();
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
            if (enough.isPresent()) {
                computeAtOnce(seed);
            }
            columns.forEach(column -> column.measure(seed));
            context.progress(drawn, seeds.size());
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

    /** Answers all probes' questions in one batch; they read them again one by one. */
    @SuppressWarnings("unchecked") // every evaluation's answer is a score
    private void computeAtOnce(long seed) {
        var questions = new ArrayList<Evaluation<?>>();
        columns.forEach(column -> questions.addAll(column.plan(seed)));
        try {
            context.readAll((List<Evaluation<Score>>) (List<?>) questions);
        } catch (BackendException failed) {
            LOG.debug("The probe that asked for it says so", failed);
        }
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
