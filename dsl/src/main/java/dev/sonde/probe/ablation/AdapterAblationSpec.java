package dev.sonde.probe.ablation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sonde.probe.Divergence;
import dev.sonde.probe.PromptsSpec;
import dev.sonde.probe.SpecChecks;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Settings of {@link AdapterAblationProbe}.
 *
 * @param name unique within the suite
 * @param prompts scored in this order; at least one, each once
 * @param lambdas strengths of the adapter, ascending; 0 (base) and 1 (as trained) are always among them
 * @param divergence how an answer is compared with base's
 * @param topK tokens of each answer, 0 for the whole vocabulary; empty: as the suite says
 * @param assertLinearityGte smallest linearity that passes, in [0, 1]
 * @param assertSaturationBetween smallest and largest lambda at which 90 % of the effect may be reached
 * @param assertOvershootGte smallest ratio of the effect at the largest lambda to that at 1; at least 0
 * @param assertZGte the reference's; read and without effect, because a null adapter's linearity says nothing
 */
public record AdapterAblationSpec(
        String name,
        List<String> prompts,
        List<Double> lambdas,
        Divergence divergence,
        OptionalInt topK,
        double assertLinearityGte,
        List<Double> assertSaturationBetween,
        double assertOvershootGte,
        OptionalDouble assertZGte)
        implements PromptsSpec<AdapterAblationSpec> {

    /** Four steps up to the adapter as trained, one beyond. */
    public static final List<Double> DEFAULT_LAMBDAS = List.of(0.0, 0.25, 0.5, 0.75, 1.0, 1.25);

    /** How answers are compared by default. */
    public static final Divergence DEFAULT_DIVERGENCE = Divergence.JENSEN_SHANNON;

    /** The reference's threshold. */
    public static final double DEFAULT_ASSERT_LINEARITY_GTE = 0.85;

    /** The reference's band: below 0.3 a third of the adapter does it all. */
    public static final List<Double> DEFAULT_ASSERT_SATURATION_BETWEEN = List.of(0.3, 1.05);

    /** The reference's threshold: a little more adapter does a little more. */
    public static final double DEFAULT_ASSERT_OVERSHOOT_GTE = 1.02;

    private static final int FEWEST_LAMBDAS = 3;

    /** Copies, sorts and completes the lists and checks the values. */
    public AdapterAblationSpec {
        prompts = SpecChecks.prompts(name, prompts);
        SpecChecks.topK(name, topK);
        if (lambdas.stream().distinct().count() < FEWEST_LAMBDAS) {
            throw new IllegalArgumentException("Probe '%s': lambdas needs at least %d different strengths, got %s"
                    .formatted(name, FEWEST_LAMBDAS, lambdas));
        }
        for (double lambda : lambdas) {
            SpecChecks.atLeastZero(name, "lambdas", lambda);
        }
        lambdas = Stream.concat(lambdas.stream().map(lambda -> lambda + 0.0), Stream.of(0.0, 1.0))
                .sorted()
                .distinct()
                .toList();
        SpecChecks.atLeastZero(name, "assert_linearity_gte", assertLinearityGte);
        SpecChecks.atLeastZero(name, "assert_overshoot_gte", assertOvershootGte);
        assertSaturationBetween = List.copyOf(assertSaturationBetween);
        if (assertSaturationBetween.size() != 2
                || !(assertSaturationBetween.get(0) <= assertSaturationBetween.get(1))) {
            throw new IllegalArgumentException(
                    "Probe '%s': assert_saturation_between is a smallest and a largest lambda, was %s"
                            .formatted(name, assertSaturationBetween));
        }
    }

    /** The defaults with these prompts. */
    public static AdapterAblationSpec of(String name, String... prompts) {
        return of(name, List.of(prompts));
    }

    /** The defaults with these prompts. */
    public static AdapterAblationSpec of(String name, List<String> prompts) {
        return fromFile(name, prompts, null, null, null, null, null, null, null);
    }

    /** The same with other strengths. */
    public AdapterAblationSpec withLambdas(double... other) {
        return new AdapterAblationSpec(
                name,
                prompts,
                Arrays.stream(other).boxed().toList(),
                divergence,
                topK,
                assertLinearityGte,
                assertSaturationBetween,
                assertOvershootGte,
                assertZGte);
    }

    /** The same with another divergence. */
    public AdapterAblationSpec withDivergence(Divergence other) {
        return new AdapterAblationSpec(
                name,
                prompts,
                lambdas,
                other,
                topK,
                assertLinearityGte,
                assertSaturationBetween,
                assertOvershootGte,
                assertZGte);
    }

    @Override
    public AdapterAblationSpec withPrompts(List<String> others) {
        return new AdapterAblationSpec(
                name,
                others,
                lambdas,
                divergence,
                topK,
                assertLinearityGte,
                assertSaturationBetween,
                assertOvershootGte,
                assertZGte);
    }

    @JsonCreator
    static AdapterAblationSpec fromFile(
            @JsonProperty("name") String name,
            @JsonProperty("prompts") @Nullable List<String> prompts,
            @JsonProperty("lambdas") @Nullable List<Double> lambdas,
            @JsonProperty("divergence") @Nullable Divergence divergence,
            @JsonProperty("top_k") @Nullable Integer topK,
            @JsonProperty("assert_linearity_gte") @Nullable Double assertLinearityGte,
            @JsonProperty("assert_saturation_between") @Nullable List<Double> assertSaturationBetween,
            @JsonProperty("assert_overshoot_gte") @Nullable Double assertOvershootGte,
            @JsonProperty("assert_z_gte") @Nullable Double assertZGte) {
        return new AdapterAblationSpec(
                name,
                prompts == null ? List.of() : prompts,
                lambdas == null ? DEFAULT_LAMBDAS : lambdas,
                divergence == null ? DEFAULT_DIVERGENCE : divergence,
                topK == null ? OptionalInt.empty() : OptionalInt.of(topK),
                assertLinearityGte == null ? DEFAULT_ASSERT_LINEARITY_GTE : assertLinearityGte,
                assertSaturationBetween == null ? DEFAULT_ASSERT_SATURATION_BETWEEN : assertSaturationBetween,
                assertOvershootGte == null ? DEFAULT_ASSERT_OVERSHOOT_GTE : assertOvershootGte,
                assertZGte == null ? OptionalDouble.empty() : OptionalDouble.of(assertZGte));
    }
}
