package dev.sonde.dsl

import dev.sonde.backend.MergedType
import dev.sonde.probe.Divergence
import dev.sonde.probe.mergeloss.MergeLossEvidence
import dev.sonde.probe.mergeloss.MergeLossSpec
import dev.sonde.suite.SuiteResult

/**
 * How much of the adapter's effect is lost when it is merged into its base? Costs `2 + dtypes` forward passes a prompt.
 *
 * ```
 * val merging = mergeLoss("merging") {
 *     prompts("The key insight is", "An important rule")
 *     dtypes = listOf(MergedType.BF16)
 * }
 * ```
 *
 * @throws IllegalArgumentException if there is no prompt, one stands twice, or a setting is out of its range
 */
fun mergeLoss(name: String, describe: MergeLossBuilder.() -> Unit): MergeLossSpec =
    MergeLossBuilder(name).apply(describe).build()

/** Adds a [mergeLoss] and returns it: the typed key of its result. */
fun SuiteBuilder.mergeLoss(name: String, describe: MergeLossBuilder.() -> Unit): MergeLossSpec =
    add(MergeLossBuilder(name).apply(describe).build())

/** The result of a [mergeLoss], with its evidence typed. */
operator fun SuiteResult.get(spec: MergeLossSpec): Finding<MergeLossEvidence> = finding(spec.name)

/** The words inside `mergeLoss { … }`. */
@SondeDsl
class MergeLossBuilder internal constructor(
    private val name: String,
) {
    /** Formats to merge in; each has to pass. */
    var dtypes: List<MergedType> = MergeLossSpec.DEFAULT_DTYPES

    /** How two answers are compared. */
    var divergence: Divergence = Divergence.JENSEN_SHANNON

    /** Largest loss that passes, as a share of the adapter's own effect, by roots of nats. */
    var assertLostShareLte: Double = MergeLossSpec.DEFAULT_ASSERT_LOST_SHARE_LTE

    private val prompts = mutableListOf<String>()

    /** Adds prompts on which the adapter has its effect. */
    fun prompts(vararg more: String) = prompts(more.asIterable())

    /** Adds prompts on which the adapter has its effect. */
    fun prompts(more: Iterable<String>) {
        prompts += more
    }

    internal fun build(): MergeLossSpec =
        MergeLossSpec
            .of(name, prompts)
            .withDtypes(*dtypes.toTypedArray())
            .withDivergence(divergence)
            .withAssertLostShareLte(assertLostShareLte)
}
