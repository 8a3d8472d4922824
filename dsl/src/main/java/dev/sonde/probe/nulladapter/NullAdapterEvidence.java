package dev.sonde.probe.nulladapter;

import dev.sonde.probe.NullSource;
import dev.sonde.probe.NullValues;
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
 * @param seeds of the null adapters, in the order of the values
 * @param probes by name of the probe; those that failed are not among them
 * @param failures by name of the probe: which null adapter failed, and why
 */
public record NullAdapterEvidence(
        String recipe, List<Long> seeds, Map<String, ProbeNulls> probes, Map<String, String> failures)
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
     * @param values one per seed
     * @param mean of the values
     * @param sd sample standard deviation of the values; 0 for one value
     */
    public record ProbeNulls(List<Double> values, double mean, double sd) {

        /** Copies {@code values}. */
        public ProbeNulls {
            values = List.copyOf(values);
        }

        static ProbeNulls of(List<Double> values) {
            var summary =
                    Summary.of(values.stream().mapToDouble(Double::doubleValue).toArray());
            return new ProbeNulls(values, summary.mean(), summary.sd());
        }
    }

    @Override
    public Optional<NullValues> valuesOf(String probe) {
        return Optional.ofNullable(probes.get(probe)).map(nulls -> NullValues.of(probe, recipe, nulls.values()));
    }
}
