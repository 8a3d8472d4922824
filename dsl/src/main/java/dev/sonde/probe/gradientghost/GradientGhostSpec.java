package dev.sonde.probe.gradientghost;

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
 * Settings of {@link GradientGhostProbe}. All thresholds have the reference's defaults.
 *
 * @param name unique within the suite
 * @param adapterPath folder of the adapter; empty: that of the model under test
 * @param minStepsThreshold fewest steps of a training; at least 1
 * @param undertrainedLayerRatio how many times as much as noise alone the gradients of a layer may point one way; above 1
 * @param layerFailureFrac largest share of layers without a real update; in [0, 1]
 * @param directory what a relative path is meant from; not part of a file
 */
public record GradientGhostSpec(
        String name,
        Optional<String> adapterPath,
        int minStepsThreshold,
        double undertrainedLayerRatio,
        double layerFailureFrac,
        @JsonIgnore Path directory)
        implements ProbeSpec {

    /** Default of {@link #minStepsThreshold}. */
    public static final int DEFAULT_MIN_STEPS = 50;

    /** Default of {@link #undertrainedLayerRatio}. */
    public static final double DEFAULT_LAYER_RATIO = 2.0;

    /** Default of {@link #layerFailureFrac}. */
    public static final double DEFAULT_FAILURE_FRAC = 0.3;

    /** Checks the values. */
    public GradientGhostSpec {
        adapterPath.ifPresent(path -> SpecChecks.text("Probe '" + name + "'", "adapter_path", path));
        SpecChecks.atLeast(name, "min_steps_threshold", minStepsThreshold, 1);
        SpecChecks.above(name, "undertrained_layer_ratio", undertrainedLayerRatio, 1);
        SpecChecks.share(name, "layer_failure_frac", layerFailureFrac);
    }

    /** The defaults, for the adapter of the model under test. */
    public static GradientGhostSpec of(String name) {
        return fromFile(name, null, null, null, null, Path.of(""));
    }

    /** The same for the adapter in another folder. */
    public GradientGhostSpec withAdapterPath(Path folder) {
        return new GradientGhostSpec(
                name,
                Optional.of(folder.toString()),
                minStepsThreshold,
                undertrainedLayerRatio,
                layerFailureFrac,
                directory);
    }

    /** The same with another fewest number of steps. */
    public GradientGhostSpec withMinStepsThreshold(int steps) {
        return new GradientGhostSpec(name, adapterPath, steps, undertrainedLayerRatio, layerFailureFrac, directory);
    }

    /** The folder that the settings name. */
    Optional<Path> folder() {
        return adapterPath.map(path -> SpecChecks.path(directory, path));
    }

    @JsonCreator
    static GradientGhostSpec fromFile(
            @JsonProperty("name") String name,
            @JsonProperty("adapter_path") @Nullable String adapterPath,
            @JsonProperty("min_steps_threshold") @Nullable Integer minSteps,
            @JsonProperty("undertrained_layer_ratio") @Nullable Double layerRatio,
            @JsonProperty("layer_failure_frac") @Nullable Double failureFrac,
            @JacksonInject("directory") Path directory) {
        return new GradientGhostSpec(
                name,
                Optional.ofNullable(adapterPath),
                minSteps == null ? DEFAULT_MIN_STEPS : minSteps,
                layerRatio == null ? DEFAULT_LAYER_RATIO : layerRatio,
                failureFrac == null ? DEFAULT_FAILURE_FRAC : failureFrac,
                directory);
    }
}
