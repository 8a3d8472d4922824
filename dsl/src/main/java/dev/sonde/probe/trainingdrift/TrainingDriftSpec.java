package dev.sonde.probe.trainingdrift;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sonde.probe.ProbeSpec;
import dev.sonde.probe.SpecChecks;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Settings of {@link TrainingDriftProbe}. All thresholds have the reference's defaults.
 *
 * @param name unique within the suite
 * @param storePath where the log is, see {@link TrainingLog}; empty: the folder of the model's adapter
 * @param minSteps fewest logged steps; with fewer the probe is skipped. At least 2
 * @param rollingWindow how many steps the trend is smoothed over, and the loss at the beginning and the end taken from; at
 *     least 2
 * @param spikeSigma from how many standard deviations above the trend on a loss may be called a spike; above 0
 * @param assertSmoothnessGte smallest smoothness that passes; in [0, 1]
 * @param assertConvergenceRatioLte largest loss at the end, as a share of that at the beginning, that passes; above 0
 * @param assertInstabilityEventsLte most spikes that pass; at least 0
 * @param directory what a relative path is meant from; not part of a file
 */
public record TrainingDriftSpec(
        String name,
        Optional<String> storePath,
        int minSteps,
        int rollingWindow,
        double spikeSigma,
        double assertSmoothnessGte,
        double assertConvergenceRatioLte,
        int assertInstabilityEventsLte,
        @JsonIgnore Path directory)
        implements ProbeSpec {

    /** Default of {@link #minSteps} and {@link #rollingWindow}. */
    public static final int DEFAULT_STEPS = 10;

    /** Default of {@link #spikeSigma}. */
    public static final double DEFAULT_SPIKE_SIGMA = 3.0;

    /** Default of {@link #assertSmoothnessGte} and of {@link #assertConvergenceRatioLte}. */
    public static final double DEFAULT_SHARE = 0.7;

    /** Checks the values. */
    public TrainingDriftSpec {
        storePath.ifPresent(path -> SpecChecks.text("Probe '" + name + "'", "store_path", path));
        SpecChecks.atLeast(name, "min_steps", minSteps, 2);
        SpecChecks.atLeast(name, "rolling_window", rollingWindow, 2);
        SpecChecks.atLeast(name, "assert_instability_events_lte", assertInstabilityEventsLte, 0);
        SpecChecks.above(name, "spike_sigma", spikeSigma, 0);
        SpecChecks.share(name, "assert_smoothness_gte", assertSmoothnessGte);
        SpecChecks.above(name, "assert_convergence_ratio_lte", assertConvergenceRatioLte, 0);
    }

    /** The defaults, for the folder of the adapter of the model under test. */
    public static TrainingDriftSpec of(String name) {
        return fromFile(name, null, null, null, null, null, null, null, Path.of(""));
    }

    /** The same for a log elsewhere. */
    public TrainingDriftSpec withStorePath(Path place) {
        return new TrainingDriftSpec(
                name,
                Optional.of(place.toString()),
                minSteps,
                rollingWindow,
                spikeSigma,
                assertSmoothnessGte,
                assertConvergenceRatioLte,
                assertInstabilityEventsLte,
                directory);
    }

    /** Where the settings say that the log is. */
    Optional<Path> place() {
        return storePath.map(path -> SpecChecks.path(directory, path));
    }

    @JsonCreator
    static TrainingDriftSpec fromFile(
            @JsonProperty("name") String name,
            @JsonProperty("store_path") @Nullable String storePath,
            @JsonProperty("min_steps") @Nullable Integer minSteps,
            @JsonProperty("rolling_window") @Nullable Integer rollingWindow,
            @JsonProperty("spike_sigma") @Nullable Double spikeSigma,
            @JsonProperty("assert_smoothness_gte") @Nullable Double smoothness,
            @JsonProperty("assert_convergence_ratio_lte") @Nullable Double ratio,
            @JsonProperty("assert_instability_events_lte") @Nullable Integer events,
            @JacksonInject("directory") Path directory) {
        return new TrainingDriftSpec(
                name,
                Optional.ofNullable(storePath),
                minSteps == null ? DEFAULT_STEPS : minSteps,
                rollingWindow == null ? DEFAULT_STEPS : rollingWindow,
                spikeSigma == null ? DEFAULT_SPIKE_SIGMA : spikeSigma,
                smoothness == null ? DEFAULT_SHARE : smoothness,
                ratio == null ? DEFAULT_SHARE : ratio,
                events == null ? 0 : events,
                directory);
    }
}
