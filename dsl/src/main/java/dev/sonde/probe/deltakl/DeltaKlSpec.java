package dev.sonde.probe.deltakl;

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
 * Settings of {@link DeltaKlProbe}.
 *
 * @param name unique within the suite
 * @param prompts scored in this order; at least one, each once
 * @param divergence how two answers are compared
 * @param topK tokens of each answer, 0 for the whole vocabulary; empty: as the suite says
 * @param assertMeanGte smallest mean shift that passes, in nats; finite, at least 0; 0 asks for no effect
 * @param assertZGte smallest z against null adapters that passes, asked in addition; empty: not asked
 * @param assertMeanLte largest mean shift that passes, in nats: a do-no-harm margin for prompts that should stay as they
 *     were; finite, above 0; empty: not asked. In a file that gives it, {@code assert_mean_gte} is 0 unless given too.
 */
public record DeltaKlSpec(
        String name,
        List<String> prompts,
        Divergence divergence,
        OptionalInt topK,
        double assertMeanGte,
        OptionalDouble assertZGte,
        OptionalDouble assertMeanLte)
        implements PromptsSpec<DeltaKlSpec> {

    /** How answers are compared by default. */
    public static final Divergence DEFAULT_DIVERGENCE = Divergence.JENSEN_SHANNON;

    /** The reference's threshold: a hundred times the noise of bf16, half the shift of a lightly trained adapter. */
    public static final double DEFAULT_ASSERT_MEAN_GTE = 0.02;

    /** Copies {@code prompts} and checks the values. */
    public DeltaKlSpec {
        prompts = SpecChecks.prompts(name, prompts);
        SpecChecks.topK(name, topK);
        SpecChecks.atLeastZero(name, "assert_mean_gte", assertMeanGte);
        assertZGte.ifPresent(z -> SpecChecks.finite(name, "assert_z_gte", z));
        assertMeanLte.ifPresent(margin -> SpecChecks.above(name, "assert_mean_lte", margin, assertMeanGte));
    }

    /** The defaults with these prompts. */
    public static DeltaKlSpec of(String name, String... prompts) {
        return of(name, List.of(prompts));
    }

    /** The defaults with these prompts. */
    public static DeltaKlSpec of(String name, List<String> prompts) {
        return new DeltaKlSpec(
                name,
                prompts,
                DEFAULT_DIVERGENCE,
                OptionalInt.empty(),
                DEFAULT_ASSERT_MEAN_GTE,
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    /** The same with another divergence. */
    public DeltaKlSpec withDivergence(Divergence other) {
        return new DeltaKlSpec(name, prompts, other, topK, assertMeanGte, assertZGte, assertMeanLte);
    }

    /** The same with another number of tokens of each answer. */
    public DeltaKlSpec withTopK(int other) {
        return new DeltaKlSpec(
                name, prompts, divergence, OptionalInt.of(other), assertMeanGte, assertZGte, assertMeanLte);
    }

    /** The same with another threshold. */
    public DeltaKlSpec withAssertMeanGte(double other) {
        return new DeltaKlSpec(name, prompts, divergence, topK, other, assertZGte, assertMeanLte);
    }

    /** The same with a smallest z. */
    public DeltaKlSpec withAssertZGte(double other) {
        return new DeltaKlSpec(name, prompts, divergence, topK, assertMeanGte, OptionalDouble.of(other), assertMeanLte);
    }

    @Override
    public DeltaKlSpec withPrompts(List<String> others) {
        return new DeltaKlSpec(name, others, divergence, topK, assertMeanGte, assertZGte, assertMeanLte);
    }

    /** Asks that the mean shift stays at or below a margin instead of reaching a threshold. */
    public DeltaKlSpec withAssertMeanLte(double margin) {
        return new DeltaKlSpec(name, prompts, divergence, topK, 0, assertZGte, OptionalDouble.of(margin));
    }

    @Override
    public OptionalInt observations() {
        return OptionalInt.of(prompts.size());
    }

    @JsonCreator
    static DeltaKlSpec fromFile(
            @JsonProperty("name") String name,
            @JsonProperty("prompts") @Nullable List<String> prompts,
            @JsonProperty("divergence") @Nullable Divergence divergence,
            @JsonProperty("top_k") @Nullable Integer topK,
            @JsonProperty("assert_mean_gte") @Nullable Double assertMeanGte,
            @JsonProperty("assert_z_gte") @Nullable Double assertZGte,
            @JsonProperty("assert_mean_lte") @Nullable Double assertMeanLte) {
        double unsaid = assertMeanLte == null ? DEFAULT_ASSERT_MEAN_GTE : 0;
        return new DeltaKlSpec(
                name,
                prompts == null ? List.of() : prompts,
                divergence == null ? DEFAULT_DIVERGENCE : divergence,
                topK == null ? OptionalInt.empty() : OptionalInt.of(topK),
                assertMeanGte == null ? unsaid : assertMeanGte,
                assertZGte == null ? OptionalDouble.empty() : OptionalDouble.of(assertZGte),
                assertMeanLte == null ? OptionalDouble.empty() : OptionalDouble.of(assertMeanLte));
    }
}
