package dev.sonde.dsl

import dev.sonde.plot.LambdaCurve
import dev.sonde.plot.SondeFigure
import dev.sonde.probe.Divergence
import dev.sonde.probe.ablation.AdapterAblationEvidence
import dev.sonde.probe.ablation.AdapterAblationSpec
import dev.sonde.suite.SuiteResult
import java.util.OptionalDouble
import java.util.OptionalInt

/**
 * How does the effect grow with the adapter's strength λ? One forward pass per prompt and λ.
 *
 * @throws IllegalArgumentException if there is no prompt, or a setting is out of its range
 */
fun adapterAblation(name: String, describe: AdapterAblationBuilder.() -> Unit): AdapterAblationSpec =
    AdapterAblationBuilder(name).apply(describe).build()

/** Adds an [adapterAblation] and returns it: the typed key of its result. */
fun SuiteBuilder.adapterAblation(name: String, describe: AdapterAblationBuilder.() -> Unit): AdapterAblationSpec =
    add(AdapterAblationBuilder(name).apply(describe).build())

/** The result of an [adapterAblation], with its evidence typed. */
operator fun SuiteResult.get(spec: AdapterAblationSpec): Finding<AdapterAblationEvidence> = finding(spec.name)

/**
 * The effect over λ: each prompt thin, the mean with its band, λ = 1 marked.
 *
 * @throws IllegalStateException if the probe measured nothing; it says why
 */
fun SuiteResult.lambdaCurve(spec: AdapterAblationSpec): SondeFigure {
    val evidence = this[spec].evidence
    return LambdaCurve(
        "Effect over λ: ${spec.name}",
        "nats",
        evidence.lambdas,
        evidence.mean,
        evidence.lower,
        evidence.upper,
        evidence.band,
        evidence.curves.associate { it.prompt to it.divergences },
    ).figure()
}

/** The words inside `adapterAblation { … }`. */
@SondeDsl
class AdapterAblationBuilder internal constructor(
    private val name: String,
) : PromptsBuilder() {
    private var lambdas = AdapterAblationSpec.DEFAULT_LAMBDAS

    /** How an answer is compared with that of base. */
    var divergence: Divergence = AdapterAblationSpec.DEFAULT_DIVERGENCE

    /** Tokens of each answer, 0 for the whole vocabulary; null: as the suite says. */
    var topK: Int? = null

    /** Smallest linearity of the response that passes, in [0, 1]. */
    var assertLinearityGte: Double = AdapterAblationSpec.DEFAULT_ASSERT_LINEARITY_GTE

    /** Where 90 % of the effect may be reached. */
    var assertSaturationBetween: ClosedFloatingPointRange<Double> =
        AdapterAblationSpec.DEFAULT_ASSERT_SATURATION_BETWEEN.let { it[0]..it[1] }

    /** Smallest ratio of the effect at the largest λ to that at 1. */
    var assertOvershootGte: Double = AdapterAblationSpec.DEFAULT_ASSERT_OVERSHOOT_GTE

    /** The adapter's strengths; 0 and 1 are always among them. */
    fun lambdas(vararg strengths: Double) {
        lambdas = strengths.toList()
    }

    internal fun build() =
        AdapterAblationSpec(
            name,
            prompts,
            lambdas,
            divergence,
            topK?.let { OptionalInt.of(it) } ?: OptionalInt.empty(),
            assertLinearityGte,
            listOf(assertSaturationBetween.start, assertSaturationBetween.endInclusive),
            assertOvershootGte,
            OptionalDouble.empty(),
        )
}
