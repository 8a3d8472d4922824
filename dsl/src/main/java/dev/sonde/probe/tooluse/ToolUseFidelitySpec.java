package dev.sonde.probe.tooluse;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sonde.probe.ProbeSpec;
import dev.sonde.probe.SpecChecks;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Settings of {@link ToolUseFidelityProbe}. All thresholds have the reference's defaults.
 *
 * @param name unique within the suite
 * @param cases prompts that ask for a call, each once; without any the probe is skipped
 * @param allowedTools tools that may be called, and all that there are: a call of another is not valid; empty: only the
 *     one of the case may be called, and of others is known what cases describe
 * @param assertValidityDeltaGte smallest change of the share of valid calls that passes, in [-1, 1]; below 0: the loss that
 *     is called no harm
 * @param assertHallucinationLte largest share of calls of other tools; in [0, 1]
 * @param assertZGte the reference's; read and without effect, because random weights do a model's calls no harm either
 */
public record ToolUseFidelitySpec(
        String name,
        List<ToolCase> cases,
        Optional<List<String>> allowedTools,
        double assertValidityDeltaGte,
        double assertHallucinationLte,
        OptionalDouble assertZGte)
        implements ProbeSpec {

    /** Default of {@link #assertValidityDeltaGte}. */
    public static final double DEFAULT_VALIDITY_DELTA = -0.05;

    /** Default of {@link #assertHallucinationLte}. */
    public static final double DEFAULT_HALLUCINATION = 0.10;

    /** Copies the lists and checks the values. */
    public ToolUseFidelitySpec {
        cases = List.copyOf(cases);
        if (!cases.isEmpty()) {
            SpecChecks.prompts(name, cases.stream().map(ToolCase::prompt).toList());
        }
        allowedTools = allowedTools.map(List::copyOf);
        if (!(assertValidityDeltaGte >= -1 && assertValidityDeltaGte <= 1)) {
            throw new IllegalArgumentException(
                    "Probe '%s': assert_validity_delta_gte is a difference of shares from -1 to 1, was %s"
                            .formatted(name, assertValidityDeltaGte));
        }
        SpecChecks.share(name, "assert_hallucination_lte", assertHallucinationLte);
    }

    /** The defaults with these cases. */
    public static ToolUseFidelitySpec of(String name, List<ToolCase> cases) {
        return fromFile(name, cases, null, null, null, null);
    }

    /** The same with another smallest change of the share of valid calls. */
    public ToolUseFidelitySpec withAssertValidityDeltaGte(double other) {
        return new ToolUseFidelitySpec(name, cases, allowedTools, other, assertHallucinationLte, assertZGte);
    }

    /** The same with another largest share of calls of other tools. */
    public ToolUseFidelitySpec withAssertHallucinationLte(double other) {
        return new ToolUseFidelitySpec(name, cases, allowedTools, assertValidityDeltaGte, other, assertZGte);
    }

    /** The same with tools that may be called in every case. */
    public ToolUseFidelitySpec withAllowedTools(List<String> tools) {
        return new ToolUseFidelitySpec(
                name, cases, Optional.of(tools), assertValidityDeltaGte, assertHallucinationLte, assertZGte);
    }

    /** Whether a case may be answered with this tool. */
    boolean allows(ToolCase each, String tool) {
        return allowedTools
                .map(tools -> tools.contains(tool))
                .orElse(each.goldToolName().equals(tool));
    }

    @Override
    public OptionalInt observations() {
        return OptionalInt.of(cases.size());
    }

    @JsonCreator
    static ToolUseFidelitySpec fromFile(
            @JsonProperty("name") String name,
            @JsonProperty("cases") @Nullable List<ToolCase> cases,
            @JsonProperty("allowed_tools") @Nullable List<String> allowedTools,
            @JsonProperty("assert_validity_delta_gte") @Nullable Double validityDelta,
            @JsonProperty("assert_hallucination_lte") @Nullable Double hallucination,
            @JsonProperty("assert_z_gte") @Nullable Double assertZGte) {
        return new ToolUseFidelitySpec(
                name,
                cases == null ? List.of() : cases,
                Optional.ofNullable(allowedTools),
                validityDelta == null ? DEFAULT_VALIDITY_DELTA : validityDelta,
                hallucination == null ? DEFAULT_HALLUCINATION : hallucination,
                assertZGte == null ? OptionalDouble.empty() : OptionalDouble.of(assertZGte));
    }
}
