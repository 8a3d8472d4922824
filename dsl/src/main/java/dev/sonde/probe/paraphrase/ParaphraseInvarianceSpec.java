package dev.sonde.probe.paraphrase;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sonde.probe.ProbeSpec;
import dev.sonde.probe.SpecChecks;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Settings of {@link ParaphraseInvarianceProbe}. All thresholds have the reference's defaults.
 *
 * @param name unique within the suite
 * @param cases at least one; no two with the same prompt
 * @param intent whether the gain should carry over to paraphrases
 * @param minVerbatimLift smallest mean gain on the prompts as trained, in nats per token; finite, at least 0
 * @param minGeneralizationRatio smallest share of it that paraphrases have to keep, unless to memorize is meant; at least 0
 * @param maxGeneralizationRatioIfMemorize largest share of it that they may keep, if to memorize is meant; at least 0
 * @param assertZGte smallest z of the gain against null adapters that passes, asked in addition; empty: not asked
 */
public record ParaphraseInvarianceSpec(
        String name,
        List<ParaphraseCase> cases,
        Intent intent,
        double minVerbatimLift,
        double minGeneralizationRatio,
        double maxGeneralizationRatioIfMemorize,
        OptionalDouble assertZGte)
        implements ProbeSpec {

    /** Default of {@link #minVerbatimLift}. */
    public static final double DEFAULT_MIN_VERBATIM_LIFT = 0.2;

    /** Default of both ratios. */
    public static final double DEFAULT_RATIO = 0.5;

    /** Copies {@code cases} and checks the values. */
    public ParaphraseInvarianceSpec {
        cases = List.copyOf(cases);
        if (cases.isEmpty()) {
            throw new IllegalArgumentException("Probe '%s' needs at least one case".formatted(name));
        }
        var seen = new HashSet<String>();
        for (ParaphraseCase each : cases) {
            if (!seen.add(each.prompt())) {
                throw new IllegalArgumentException(
                        "Probe '%s' has two cases of the prompt '%s'; they would count as two observations. Join them."
                                .formatted(name, each.prompt()));
            }
        }
        SpecChecks.atLeastZero(name, "min_verbatim_lift", minVerbatimLift);
        SpecChecks.atLeastZero(name, "min_generalization_ratio", minGeneralizationRatio);
        SpecChecks.atLeastZero(name, "max_generalization_ratio_if_memorize", maxGeneralizationRatioIfMemorize);
        assertZGte.ifPresent(z -> SpecChecks.finite(name, "assert_z_gte", z));
    }

    /** The defaults with these cases. */
    public static ParaphraseInvarianceSpec of(String name, List<ParaphraseCase> cases) {
        return fromFile(name, cases, null, null, null, null, null);
    }

    /** The same with another intent. */
    public ParaphraseInvarianceSpec withIntent(Intent other) {
        return new ParaphraseInvarianceSpec(
                name,
                cases,
                other,
                minVerbatimLift,
                minGeneralizationRatio,
                maxGeneralizationRatioIfMemorize,
                assertZGte);
    }

    @Override
    public OptionalInt observations() {
        return OptionalInt.of(cases.size());
    }

    @JsonCreator
    static ParaphraseInvarianceSpec fromFile(
            @JsonProperty("name") String name,
            @JsonProperty("cases") @Nullable List<ParaphraseCase> cases,
            @JsonProperty("intent") @Nullable Intent intent,
            @JsonProperty("min_verbatim_lift") @Nullable Double minVerbatimLift,
            @JsonProperty("min_generalization_ratio") @Nullable Double minRatio,
            @JsonProperty("max_generalization_ratio_if_memorize") @Nullable Double maxRatio,
            @JsonProperty("assert_z_gte") @Nullable Double assertZGte) {
        return new ParaphraseInvarianceSpec(
                name,
                cases == null ? List.of() : cases,
                intent == null ? Intent.GENERALIZE : intent,
                minVerbatimLift == null ? DEFAULT_MIN_VERBATIM_LIFT : minVerbatimLift,
                minRatio == null ? DEFAULT_RATIO : minRatio,
                maxRatio == null ? DEFAULT_RATIO : maxRatio,
                assertZGte == null ? OptionalDouble.empty() : OptionalDouble.of(assertZGte));
    }
}
