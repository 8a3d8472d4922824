package dev.sonde.probe.positionshift;

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
 * Settings of {@link PositionShiftProbe}. Either prompts or texts.
 *
 * @param name unique within the suite
 * @param prompts the view under test answers each greedily, and its answer is looked at; each once
 * @param texts looked at as they are; each once
 * @param positions most tokens of each answer or text that are looked at, from its start; at least 1
 * @param divergence how the two distributions at a token are compared
 * @param topK tokens of each distribution, 0 for the whole vocabulary; empty: as the suite says
 * @param assertMeanGte smallest mean divergence that passes, in nats a token; finite, at least 0
 * @param assertZGte smallest z against null adapters that passes; empty: not asked
 * @param assertShiftedLte largest share of shifted positions that passes, above 0 and at most 1; empty: not asked
 */
public record PositionShiftSpec(
        String name,
        List<String> prompts,
        List<String> texts,
        int positions,
        Divergence divergence,
        OptionalInt topK,
        double assertMeanGte,
        OptionalDouble assertZGte,
        OptionalDouble assertShiftedLte)
        implements PromptsSpec<PositionShiftSpec> {

    /** What a tuned view says costs base so much surprise: the first direction of Qi et al. 2024, arXiv:2406.05946. */
    public static final Divergence DEFAULT_DIVERGENCE = Divergence.KL_FINE_TUNED_BASE;

    /** Answers of a sentence or two. */
    public static final int DEFAULT_POSITIONS = 24;

    /** As {@code delta_kl}; a KL is about four times the Jensen-Shannon divergence of the same small change. */
    public static final double DEFAULT_ASSERT_MEAN_GTE = 0.08;

    /** Copies the lists and checks the values. */
    public PositionShiftSpec {
        if (prompts.isEmpty() == texts.isEmpty()) {
            throw new IllegalArgumentException("Probe '%s' needs prompts or texts, %s"
                    .formatted(name, prompts.isEmpty() ? "and has neither" : "not both"));
        }
        prompts = prompts.isEmpty() ? List.of() : SpecChecks.prompts(name, prompts);
        texts = texts.isEmpty() ? List.of() : SpecChecks.prompts(name, texts);
        if (positions < 1) {
            throw new IllegalArgumentException(
                    "Probe '%s': positions is a number of tokens, at least 1, was %d".formatted(name, positions));
        }
        SpecChecks.topK(name, topK);
        SpecChecks.atLeastZero(name, "assert_mean_gte", assertMeanGte);
        assertZGte.ifPresent(z -> SpecChecks.finite(name, "assert_z_gte", z));
        assertShiftedLte.ifPresent(share -> {
            SpecChecks.share(name, "assert_shifted_lte", share);
            SpecChecks.above(name, "assert_shifted_lte", share, 0);
        });
    }

    /** The defaults with these prompts. */
    public static PositionShiftSpec of(String name, List<String> prompts) {
        return new PositionShiftSpec(
                name,
                prompts,
                List.of(),
                DEFAULT_POSITIONS,
                DEFAULT_DIVERGENCE,
                OptionalInt.empty(),
                DEFAULT_ASSERT_MEAN_GTE,
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    /** The same over given texts in place of prompts. */
    public PositionShiftSpec withTexts(List<String> others) {
        return new PositionShiftSpec(
                name, List.of(), others, positions, divergence, topK, assertMeanGte, assertZGte, assertShiftedLte);
    }

    /** The same with another number of tokens of each text. */
    public PositionShiftSpec withPositions(int other) {
        return new PositionShiftSpec(
                name, prompts, texts, other, divergence, topK, assertMeanGte, assertZGte, assertShiftedLte);
    }

    /** The same with a largest share of shifted positions. */
    public PositionShiftSpec withAssertShiftedLte(double share) {
        return new PositionShiftSpec(
                name, prompts, texts, positions, divergence, topK, assertMeanGte, assertZGte, OptionalDouble.of(share));
    }

    @Override
    public PositionShiftSpec withPrompts(List<String> others) {
        return new PositionShiftSpec(
                name, others, texts, positions, divergence, topK, assertMeanGte, assertZGte, assertShiftedLte);
    }

    @Override
    public OptionalInt observations() {
        return OptionalInt.of(prompts.size() + texts.size()); // of which one is empty
    }

    @JsonCreator
    static PositionShiftSpec fromFile(
            @JsonProperty("name") String name,
            @JsonProperty("prompts") @Nullable List<String> prompts,
            @JsonProperty("texts") @Nullable List<String> texts,
            @JsonProperty("positions") @Nullable Integer positions,
            @JsonProperty("divergence") @Nullable Divergence divergence,
            @JsonProperty("top_k") @Nullable Integer topK,
            @JsonProperty("assert_mean_gte") @Nullable Double assertMeanGte,
            @JsonProperty("assert_z_gte") @Nullable Double assertZGte,
            @JsonProperty("assert_shifted_lte") @Nullable Double assertShiftedLte) {
        return new PositionShiftSpec(
                name,
                prompts == null ? List.of() : prompts,
                texts == null ? List.of() : texts,
                positions == null ? DEFAULT_POSITIONS : positions,
                divergence == null ? DEFAULT_DIVERGENCE : divergence,
                topK == null ? OptionalInt.empty() : OptionalInt.of(topK),
                assertMeanGte == null ? DEFAULT_ASSERT_MEAN_GTE : assertMeanGte,
                assertZGte == null ? OptionalDouble.empty() : OptionalDouble.of(assertZGte),
                assertShiftedLte == null ? OptionalDouble.empty() : OptionalDouble.of(assertShiftedLte));
    }
}
