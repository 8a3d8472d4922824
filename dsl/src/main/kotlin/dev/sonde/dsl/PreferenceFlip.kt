package dev.sonde.dsl

import dev.sonde.probe.preferenceflip.MarginScale
import dev.sonde.probe.preferenceflip.PreferenceFlipEvidence
import dev.sonde.probe.preferenceflip.PreferenceFlipSpec
import dev.sonde.probe.preferenceflip.PreferenceTriple
import dev.sonde.suite.SuiteResult

/**
 * Does the model prefer the chosen answer where base preferred the rejected one? Four forward passes a triple.
 *
 * ```
 * val flips = preferenceFlip("flips") {
 *     triple("The bell is made of", chosen = " silver", rejected = " iron")
 * }
 * ```
 *
 * @throws IllegalArgumentException if a triple stands twice or is incomplete, or a threshold is out of its range
 */
fun preferenceFlip(name: String, describe: PreferenceFlipBuilder.() -> Unit): PreferenceFlipSpec =
    PreferenceFlipBuilder(name).apply(describe).build()

/** Adds a [preferenceFlip] and returns it: the typed key of its result. */
fun SuiteBuilder.preferenceFlip(name: String, describe: PreferenceFlipBuilder.() -> Unit): PreferenceFlipSpec =
    add(PreferenceFlipBuilder(name).apply(describe).build())

/** The result of a [preferenceFlip], with its evidence typed. */
operator fun SuiteResult.get(spec: PreferenceFlipSpec): Finding<PreferenceFlipEvidence> = finding(spec.name)

/** The words inside `preferenceFlip { … }`. */
@SondeDsl
class PreferenceFlipBuilder internal constructor(
    private val name: String,
) {
    private val triples = mutableListOf<PreferenceTriple>()

    /** Sums, or means a token, of the answers' log-probabilities. */
    var margin: MarginScale = MarginScale.SUM

    /** Smallest mean gain of the margin that passes, in nats per pair, or per token if so is [margin]. */
    var assertMeanGte: Double = PreferenceFlipSpec.DEFAULT_ASSERT_MEAN_GTE

    /** Smallest share of flips among the triples that base has wrong. */
    var assertFlipRateGte: Double = PreferenceFlipSpec.DEFAULT_ASSERT_FLIP_RATE_GTE

    /** Fewest triples that base has wrong for flips to be judged. */
    var minTriplesForDecision: Int = PreferenceFlipSpec.DEFAULT_MIN_TRIPLES

    /** Smallest z against null adapters, asked in addition. */
    var assertZGte: Double? = null

    /** Adds a prompt with two answers; their leading blanks belong to them. */
    fun triple(prompt: String, chosen: String, rejected: String) {
        triples += PreferenceTriple(prompt, chosen, rejected)
    }

    internal fun build() =
        PreferenceFlipSpec(
            name,
            triples,
            margin,
            assertMeanGte,
            assertFlipRateGte,
            minTriplesForDecision,
            optional(assertZGte),
        )
}
