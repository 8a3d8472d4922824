package dev.sonde.probe.nulladapter;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sonde.probe.ProbeSpec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Settings of {@link NullAdapterProbe}.
 *
 * @param name unique within the suite
 * @param runs m, how many null adapters; from 1 to {@value #MOST_RUNS}
 * @param seedBase seed of the first null, the next ones count up; empty: drawn from the suite's seed
 * @param calibrateKinds kinds of probes to calibrate; empty: all that can be
 * @param initScale the reference's; read and without effect, because nulls have the adapter's own norm
 * @param rankMultipliers the reference's; read and without effect, for the same reason
 * @param sequential whether to stop drawing null adapters once no probe can reach p ≤ 0.05 any more: the verdicts are the
 *     same, dull adapters cost a fraction; Besag and Clifford 1991
 * @param cache the reference's; read and without effect, because every answer is cached by content
 */
public record NullAdapterSpec(
        String name,
        int runs,
        OptionalLong seedBase,
        List<String> calibrateKinds,
        OptionalDouble initScale,
        List<Double> rankMultipliers,
        Optional<Boolean> cache,
        boolean sequential)
        implements ProbeSpec {

    /** The fewest nulls that can give p = 0.05. */
    public static final int DEFAULT_RUNS = 19;

    /** The fewest nulls that can give p = 0.025; for a write-up. */
    public static final int REPORT_RUNS = 39;

    /** Most nulls. */
    public static final int MOST_RUNS = 9999;

    /** Copies the lists and checks the values. */
    public NullAdapterSpec {
        calibrateKinds = List.copyOf(calibrateKinds);
        rankMultipliers = List.copyOf(rankMultipliers);
        if (runs < 1 || runs > MOST_RUNS) {
            throw new IllegalArgumentException(
                    "Probe '%s': runs is from 1 to %d, was %d".formatted(name, MOST_RUNS, runs));
        }
    }

    /** All calibrated probes against {@value #DEFAULT_RUNS} null adapters. */
    public static NullAdapterSpec of(String name) {
        return new NullAdapterSpec(
                name,
                DEFAULT_RUNS,
                OptionalLong.empty(),
                List.of(),
                OptionalDouble.empty(),
                List.of(),
                Optional.empty(),
                false);
    }

    /** The same with null adapters drawn one after the other, until the answer is clear. */
    public NullAdapterSpec withSequential(boolean other) {
        return new NullAdapterSpec(name, runs, seedBase, calibrateKinds, initScale, rankMultipliers, cache, other);
    }

    /** The same with another number of null adapters. */
    public NullAdapterSpec withRuns(int other) {
        return new NullAdapterSpec(
                name, other, seedBase, calibrateKinds, initScale, rankMultipliers, cache, sequential);
    }

    /** The same with seeds that count up from {@code first}. */
    public NullAdapterSpec withSeedBase(long first) {
        return new NullAdapterSpec(
                name, runs, OptionalLong.of(first), calibrateKinds, initScale, rankMultipliers, cache, sequential);
    }

    /** The same for these kinds of probes only. */
    public NullAdapterSpec withCalibrateKinds(String... kinds) {
        return new NullAdapterSpec(name, runs, seedBase, List.of(kinds), initScale, rankMultipliers, cache, sequential);
    }

    @JsonCreator
    static NullAdapterSpec fromFile(
            @JsonProperty("name") String name,
            @JsonProperty("runs") @Nullable Integer runs,
            @JsonProperty("seed_base") @Nullable Long seedBase,
            @JsonProperty("calibrate_kinds") @Nullable List<String> calibrateKinds,
            @JsonProperty("init_scale") @Nullable Double initScale,
            @JsonProperty("rank_multipliers") @Nullable List<Double> rankMultipliers,
            @JsonProperty("cache") @Nullable Boolean cache,
            @JsonProperty("sequential") @Nullable Boolean sequential) {
        return new NullAdapterSpec(
                name,
                runs == null ? DEFAULT_RUNS : runs,
                seedBase == null ? OptionalLong.empty() : OptionalLong.of(seedBase),
                calibrateKinds == null ? List.of() : calibrateKinds,
                initScale == null ? OptionalDouble.empty() : OptionalDouble.of(initScale),
                rankMultipliers == null ? List.of() : rankMultipliers,
                Optional.ofNullable(cache),
                sequential != null && sequential);
    }
}
