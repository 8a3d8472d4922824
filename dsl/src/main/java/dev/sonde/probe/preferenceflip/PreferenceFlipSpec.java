package dev.sonde.probe.preferenceflip;

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
 * Settings of {@link PreferenceFlipProbe}.
 *
 * @param name unique within the suite
 * @param triples prompts with a chosen and a rejected answer, each once; without any the probe is skipped
 * @param margin sums (the reference's) or means of the answers' log-probabilities
 * @param assertMeanGte smallest mean gain of the margin that passes, in the unit of {@code margin}; finite, at least 0
 * @param assertFlipRateGte smallest share, of the triples that base has wrong, that have to be right; in [0, 1]
 * @param minTriplesForDecision fewest triples that base has wrong for their share to be judged; at least 1
 * @param assertZGte smallest z against null adapters that passes, asked in addition; empty: not asked
 */
public record PreferenceFlipSpec(
        String name,
        List<PreferenceTriple> triples,
        MarginScale margin,
        double assertMeanGte,
        double assertFlipRateGte,
        int minTriplesForDecision,
        OptionalDouble assertZGte)
        implements ProbeSpec {

    /** The odds of the chosen answer against the rejected one grow by a tenth. */
    public static final double DEFAULT_ASSERT_MEAN_GTE = 0.1;

    /** The reference's. */
    public static final double DEFAULT_ASSERT_FLIP_RATE_GTE = 0.7;

    /** The reference's. */
    public static final int DEFAULT_MIN_TRIPLES = 3;

    /** Copies {@code triples} and checks the values. */
    public PreferenceFlipSpec {
        triples = List.copyOf(triples);
        var seen = new HashSet<PreferenceTriple>();
        for (PreferenceTriple triple : triples) {
            if (!seen.add(triple)) {
                throw new IllegalArgumentException(
                        "Probe '%s' has the triple of '%s' twice; it would count as two observations. Remove one."
                                .formatted(name, triple.prompt()));
            }
        }
        SpecChecks.atLeastZero(name, "assert_mean_gte", assertMeanGte);
        SpecChecks.share(name, "assert_flip_rate_gte", assertFlipRateGte);
        assertZGte.ifPresent(z -> SpecChecks.finite(name, "assert_z_gte", z));
        if (minTriplesForDecision < 1) {
            throw new IllegalArgumentException("Probe '%s': min_triples_for_decision is at least 1, was %d"
                    .formatted(name, minTriplesForDecision));
        }
    }

    /** The defaults with these triples. */
    public static PreferenceFlipSpec of(String name, List<PreferenceTriple> triples) {
        return fromFile(name, triples, null, null, null, null, null);
    }

    /** The same with answers compared in another way. */
    public PreferenceFlipSpec withMargin(MarginScale other) {
        return new PreferenceFlipSpec(
                name, triples, other, assertMeanGte, assertFlipRateGte, minTriplesForDecision, assertZGte);
    }

    /** The same with another smallest share of flips. */
    public PreferenceFlipSpec withAssertFlipRateGte(double other) {
        return new PreferenceFlipSpec(name, triples, margin, assertMeanGte, other, minTriplesForDecision, assertZGte);
    }

    @Override
    public OptionalInt observations() {
        return OptionalInt.of(
                (int) triples.stream().map(PreferenceTriple::prompt).distinct().count());
    }

    @JsonCreator
    static PreferenceFlipSpec fromFile(
            @JsonProperty("name") String name,
            @JsonProperty("triples") @Nullable List<PreferenceTriple> triples,
            @JsonProperty("margin") @Nullable MarginScale margin,
            @JsonProperty("assert_mean_gte") @Nullable Double assertMeanGte,
            @JsonProperty("assert_flip_rate_gte") @Nullable Double assertFlipRateGte,
            @JsonProperty("min_triples_for_decision") @Nullable Integer minTriples,
            @JsonProperty("assert_z_gte") @Nullable Double assertZGte) {
        return new PreferenceFlipSpec(
                name,
                triples == null ? List.of() : triples,
                margin == null ? MarginScale.SUM : margin,
                assertMeanGte == null ? DEFAULT_ASSERT_MEAN_GTE : assertMeanGte,
                assertFlipRateGte == null ? DEFAULT_ASSERT_FLIP_RATE_GTE : assertFlipRateGte,
                minTriples == null ? DEFAULT_MIN_TRIPLES : minTriples,
                assertZGte == null ? OptionalDouble.empty() : OptionalDouble.of(assertZGte));
    }
}
