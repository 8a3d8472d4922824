package dev.sonde.probe.modules;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sonde.probe.Divergence;
import dev.sonde.probe.PromptsSpec;
import dev.sonde.probe.SpecChecks;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Settings of {@link ModuleAblationProbe}.
 *
 * @param name unique within the suite
 * @param prompts scored in this order; at least one, each once
 * @param divergence how an answer is compared with base's
 * @param topK tokens of each answer, 0 for the whole vocabulary; empty: as the suite says
 * @param budget most forward passes that the map may take; at least 1. Layers come first, then kinds of modules, then
 *     single modules, layer by layer from the one that does most.
 * @param assertMeanGte smallest mean shift of the whole adapter that passes, in nats; finite, at least 0
 * @param assertZGte smallest z of the whole adapter against null adapters that passes; empty: not asked
 */
public record ModuleAblationSpec(
        String name,
        List<String> prompts,
        Divergence divergence,
        OptionalInt topK,
        int budget,
        double assertMeanGte,
        OptionalDouble assertZGte)
        implements PromptsSpec<ModuleAblationSpec> {

    /** How answers are compared by default. */
    public static final Divergence DEFAULT_DIVERGENCE = Divergence.JENSEN_SHANNON;

    /** The whole map of a model of 4 layers and 8 prompts; of one of 30 layers the layers, the kinds and 3 layers in full. */
    public static final int DEFAULT_BUDGET = 1000;

    /** As {@code delta_kl}. */
    public static final double DEFAULT_ASSERT_MEAN_GTE = 0.02;

    /** Copies {@code prompts} and checks the values. */
    public ModuleAblationSpec {
        prompts = SpecChecks.prompts(name, prompts);
        SpecChecks.topK(name, topK);
        if (budget < 1) {
            throw new IllegalArgumentException(
                    "Probe '%s': budget is a number of forward passes, at least 1, was %d".formatted(name, budget));
        }
        SpecChecks.atLeastZero(name, "assert_mean_gte", assertMeanGte);
        assertZGte.ifPresent(z -> SpecChecks.finite(name, "assert_z_gte", z));
    }

    /** The defaults with these prompts. */
    public static ModuleAblationSpec of(String name, List<String> prompts) {
        return new ModuleAblationSpec(
                name,
                prompts,
                DEFAULT_DIVERGENCE,
                OptionalInt.empty(),
                DEFAULT_BUDGET,
                DEFAULT_ASSERT_MEAN_GTE,
                OptionalDouble.empty());
    }

    /** The same with another number of forward passes. */
    public ModuleAblationSpec withBudget(int other) {
        return new ModuleAblationSpec(name, prompts, divergence, topK, other, assertMeanGte, assertZGte);
    }

    @Override
    public ModuleAblationSpec withPrompts(List<String> others) {
        return new ModuleAblationSpec(name, others, divergence, topK, budget, assertMeanGte, assertZGte);
    }

    @Override
    public OptionalInt observations() {
        return OptionalInt.of(prompts.size());
    }

    @JsonCreator
    static ModuleAblationSpec fromFile(
            @JsonProperty("name") String name,
            @JsonProperty("prompts") @Nullable List<String> prompts,
            @JsonProperty("divergence") @Nullable Divergence divergence,
            @JsonProperty("top_k") @Nullable Integer topK,
            @JsonProperty("budget") @Nullable Integer budget,
            @JsonProperty("assert_mean_gte") @Nullable Double assertMeanGte,
            @JsonProperty("assert_z_gte") @Nullable Double assertZGte) {
        return new ModuleAblationSpec(
                name,
                prompts == null ? List.of() : prompts,
                divergence == null ? DEFAULT_DIVERGENCE : divergence,
                topK == null ? OptionalInt.empty() : OptionalInt.of(topK),
                budget == null ? DEFAULT_BUDGET : budget,
                assertMeanGte == null ? DEFAULT_ASSERT_MEAN_GTE : assertMeanGte,
                assertZGte == null ? OptionalDouble.empty() : OptionalDouble.of(assertZGte));
    }
}
