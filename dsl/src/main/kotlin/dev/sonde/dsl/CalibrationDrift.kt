package dev.sonde.dsl

import dev.sonde.probe.drift.CalibrationDriftEvidence
import dev.sonde.probe.drift.CalibrationDriftSpec
import dev.sonde.probe.drift.KnowledgeItem
import dev.sonde.suite.SuiteResult

/**
 * Has the tuned model forgotten what its base knew? Two forward passes a completion, 720 short ones for the packaged items.
 *
 * ```
 * val knowledge = calibrationDrift("knowledge") {
 *     item("The capital of France is", " Paris", " Madrid", " Vienna")
 * }
 * ```
 *
 * @throws IllegalArgumentException if an item is blank or stands twice, or a setting is out of its range
 */
fun calibrationDrift(name: String, describe: CalibrationDriftBuilder.() -> Unit = {}): CalibrationDriftSpec =
    CalibrationDriftBuilder(name).apply(describe).build()

/** Adds a [calibrationDrift] and returns it: the typed key of its result. */
fun SuiteBuilder.calibrationDrift(
    name: String,
    describe: CalibrationDriftBuilder.() -> Unit = {},
): CalibrationDriftSpec = add(CalibrationDriftBuilder(name).apply(describe).build())

/** The result of a [calibrationDrift], with its evidence typed. */
operator fun SuiteResult.get(spec: CalibrationDriftSpec): Finding<CalibrationDriftEvidence> = finding(spec.name)

/** The words inside `calibrationDrift { … }`. */
@SondeDsl
class CalibrationDriftBuilder internal constructor(
    private val name: String,
) {
    /** An item whose gold loses more than this has regressed, in nats a token. */
    var regressionNats: Double = CalibrationDriftSpec.DEFAULT_REGRESSION_NATS

    /** Largest share of regressed items that passes. */
    var assertFractionRegressedLt: Double = CalibrationDriftSpec.DEFAULT_ASSERT_FRACTION_REGRESSED_LT

    /** Smallest mean change that passes, in nats a token; below 0. */
    var assertMeanDeltaGte: Double = CalibrationDriftSpec.DEFAULT_ASSERT_MEAN_DELTA_GTE

    /** Uses the first items only; null: all. */
    var itemsLimit: Int? = null

    private val items = mutableListOf<KnowledgeItem>()

    /** Adds an item of your own; with some, the packaged ones are left out. [alternatives] are wrong ways to go on. */
    fun item(prompt: String, gold: String, vararg alternatives: String) {
        items += KnowledgeItem(prompt, gold, alternatives.toList())
    }

    internal fun build(): CalibrationDriftSpec {
        val spec =
            CalibrationDriftSpec
                .of(name)
                .withItems(items)
                .withMargins(regressionNats, assertFractionRegressedLt, assertMeanDeltaGte)
        return itemsLimit?.let { spec.withItemsLimit(it) } ?: spec
    }
}
