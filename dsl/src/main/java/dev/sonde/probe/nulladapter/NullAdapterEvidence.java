package dev.sonde.probe.nulladapter;

import dev.sonde.probe.NullSource;
import dev.sonde.probe.NullValues;
import dev.sonde.stats.Adjusted;
import dev.sonde.stats.Summary;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The null distribution of each calibrated probe.
 *
 * @param recipe how the null adapters were drawn, such as {@code matched-norm}
 * @param asked how many null adapters were asked for
 * @param seeds of the null adapters that were drawn, in the order of the values
 * @param probes by name of the probe; those that failed are not among them
 * @param failures by name of the probe: which null adapter failed, and why
 */
public record NullAdapterEvidence(
        String recipe, int asked, List<Long> seeds, Map<String, ProbeNulls> probes, Map<String, String> failures)
        implements NullSource {

    /** Copies the collections. */
    public NullAdapterEvidence {
        seeds = List.copyOf(seeds);
        probes = Collections.unmodifiableMap(new LinkedHashMap<>(probes)); // keeps the order in files
        failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
    }

    /**
     * A probe's raw values under the null adapters.
     *
     * @param values one per seed, fewer where the probe was stopped early
     * @param mean of the values
     * @param sd sample standard deviation of the values; 0 for one value
     * @param adjusted p-value of the adapter's own value with the other probes allowed for, by the step-down max-T of
     *     Westfall and Young; empty where the adapter's own value could not be measured
     */
    public record ProbeNulls(List<Double> values, double mean, double sd, Optional<Adjusted> adjusted) {

        /** Copies {@code values}. */
        public ProbeNulls {
            values = List.copyOf(values);
        }

        static ProbeNulls of(List<Double> values, Optional<Adjusted> adjusted) {
            var summary =
                    Summary.of(values.stream().mapToDouble(Double::doubleValue).toArray());
            return new ProbeNulls(values, summary.mean(), summary.sd(), adjusted);
        }
    }

    @Override
    public Optional<NullValues> valuesOf(String probe) {
        return Optional.ofNullable(probes.get(probe))
                .map(nulls -> NullValues.of(probe, recipe, nulls.values(), asked, nulls.adjusted()));
    }
}
