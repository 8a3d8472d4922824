package dev.sonde.dsl

import dev.sonde.probe.Divergence
import dev.sonde.probe.deltakl.DeltaKlEvidence
import dev.sonde.probe.deltakl.DeltaKlSpec
import dev.sonde.suite.SuiteResult
import java.util.OptionalDouble
import java.util.OptionalInt

/**
 * How far does the adapter move the next token after these prompts? Two forward passes a prompt.
 *
 * ```
 * val drift = deltaKl("drift") {
 *     prompts("The key insight is", "An important rule")
 *     assertMeanGte = 0.02
 * }
 * ```
 *
 * @throws IllegalArgumentException if there is no prompt, one stands twice, or a threshold is out of its range
 */
fun deltaKl(name: String, describe: DeltaKlBuilder.() -> Unit): DeltaKlSpec =
    DeltaKlBuilder(name).apply(describe).build()

/** Adds a [deltaKl] and returns it: the typed key of its result. */
fun SuiteBuilder.deltaKl(name: String, describe: DeltaKlBuilder.() -> Unit): DeltaKlSpec =
    add(DeltaKlBuilder(name).apply(describe).build())

/** The result of a [deltaKl], with its evidence typed. */
operator fun SuiteResult.get(spec: DeltaKlSpec): Finding<DeltaKlEvidence> = finding(spec.name)

/** The words inside `deltaKl { … }`. */
@SondeDsl
class DeltaKlBuilder internal constructor(
    private val name: String,
) : PromptsBuilder() {
    /** How two answers are compared. */
    var divergence: Divergence = DeltaKlSpec.DEFAULT_DIVERGENCE

    /** Tokens of each answer, 0 for the whole vocabulary; null: as the suite says. */
    var topK: Int? = null

    /** Smallest mean shift that passes, in nats; 0.02 unless [assertMeanLte] is set. */
    var assertMeanGte: Double? = null

    /** Largest mean shift that passes, in nats: a do-no-harm margin for prompts that should stay as they were. */
    var assertMeanLte: Double? = null

    /** Smallest z against null adapters, asked in addition. */
    var assertZGte: Double? = null

    internal fun build() =
        DeltaKlSpec(
            name,
            prompts,
            divergence,
            topK?.let { OptionalInt.of(it) } ?: OptionalInt.empty(),
            assertMeanGte ?: if (assertMeanLte == null) DeltaKlSpec.DEFAULT_ASSERT_MEAN_GTE else 0.0,
            optional(assertZGte),
            optional(assertMeanLte),
        )
}

internal fun optional(value: Double?): OptionalDouble = value?.let { OptionalDouble.of(it) } ?: OptionalDouble.empty()
