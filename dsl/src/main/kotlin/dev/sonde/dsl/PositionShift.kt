package dev.sonde.dsl

import dev.sonde.plot.PositionCurve
import dev.sonde.plot.SondeFigure
import dev.sonde.probe.Divergence
import dev.sonde.probe.positionshift.PositionShiftEvidence
import dev.sonde.probe.positionshift.PositionShiftSpec
import dev.sonde.suite.SuiteResult
import java.util.OptionalInt

/**
 * At which tokens of a text does the adapter change what comes next? A generation a prompt, and two forward passes for each
 * token of it.
 *
 * @throws IllegalArgumentException if there are neither prompts nor texts, or both, or a setting is out of its range
 */
fun positionShift(name: String, describe: PositionShiftBuilder.() -> Unit): PositionShiftSpec =
    PositionShiftBuilder(name).apply(describe).build()

/** Adds a [positionShift] and returns it: the typed key of its result. */
fun SuiteBuilder.positionShift(name: String, describe: PositionShiftBuilder.() -> Unit): PositionShiftSpec =
    add(PositionShiftBuilder(name).apply(describe).build())

/** The result of a [positionShift], with its evidence typed. */
operator fun SuiteResult.get(spec: PositionShiftSpec): Finding<PositionShiftEvidence> = finding(spec.name)

/**
 * The divergence along the texts, and the shares of unshifted, marginal and shifted tokens.
 *
 * @throws IllegalStateException if the probe measured nothing; it says why
 */
fun SuiteResult.positionCurve(spec: PositionShiftSpec): SondeFigure =
    PositionCurve.of(spec.name, this[spec].evidence).figure()

/** The words inside `positionShift { … }`. */
@SondeDsl
class PositionShiftBuilder internal constructor(
    private val name: String,
) : PromptsBuilder() {
    private val texts = mutableListOf<String>()

    /** Most tokens of each answer or text that are looked at. */
    var positions: Int = PositionShiftSpec.DEFAULT_POSITIONS

    /** How the two distributions at a token are compared. */
    var divergence: Divergence = PositionShiftSpec.DEFAULT_DIVERGENCE

    /** Tokens of each distribution, 0 for the whole vocabulary; null: as the suite says. */
    var topK: Int? = null

    /** Smallest mean divergence that passes, in nats a token. */
    var assertMeanGte: Double = PositionShiftSpec.DEFAULT_ASSERT_MEAN_GTE

    /** Smallest z against null adapters, asked in addition. */
    var assertZGte: Double? = null

    /** Largest share of shifted positions that passes, asked in addition. */
    var assertShiftedLte: Double? = null

    /** Adds texts to look at as they are, in place of prompts. */
    fun texts(vararg given: String) {
        texts += given
    }

    /** Adds texts to look at as they are, in place of prompts. */
    fun texts(given: Iterable<String>) {
        texts += given
    }

    internal fun build() =
        PositionShiftSpec(
            name,
            prompts,
            texts,
            positions,
            divergence,
            topK?.let { OptionalInt.of(it) } ?: OptionalInt.empty(),
            assertMeanGte,
            optional(assertZGte),
            optional(assertShiftedLte),
        )
}
