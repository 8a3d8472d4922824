package dev.sonde.dsl

import dev.sonde.probe.Divergence
import dev.sonde.probe.multiturn.MultiTurnEvidence
import dev.sonde.probe.multiturn.MultiTurnSpec
import dev.sonde.suite.SuiteResult
import java.util.OptionalInt

/**
 * Is the effect still there after some turns of a dialogue? One answer and two forward passes a prompt and turn.
 *
 * ```
 * val dialogue = multiTurn("dialogue") {
 *     prompts("Tell me about the weir.", "Who keeps the bell?")
 *     maxTurns = 4
 * }
 * ```
 *
 * @throws IllegalArgumentException if there is no prompt, or a setting is out of its range
 */
fun multiTurn(name: String, describe: MultiTurnBuilder.() -> Unit): MultiTurnSpec =
    MultiTurnBuilder(name).apply(describe).build()

/** Adds a [multiTurn] and returns it: the typed key of its result. */
fun SuiteBuilder.multiTurn(name: String, describe: MultiTurnBuilder.() -> Unit): MultiTurnSpec =
    add(MultiTurnBuilder(name).apply(describe).build())

/** The result of a [multiTurn], with its evidence typed. */
operator fun SuiteResult.get(spec: MultiTurnSpec): Finding<MultiTurnEvidence> = finding(spec.name)

/** The words inside `multiTurn { … }`; the kind `multi_turn_coherence_decay` of files. */
@SondeDsl
class MultiTurnBuilder internal constructor(
    private val name: String,
) : PromptsBuilder() {
    private var followUps = MultiTurnSpec.DEFAULT_FOLLOW_UPS

    /** How often the model answers, from 2 to 8. */
    var maxTurns: Int = MultiTurnSpec.DEFAULT_MAX_TURNS

    /** Longest answer, in tokens. */
    var maxNewTokens: Int = MultiTurnSpec.DEFAULT_MAX_NEW_TOKENS

    /** At how many places of an answer the views are compared. */
    var positions: Int = MultiTurnSpec.DEFAULT_POSITIONS

    /** How an answer is compared with that of base. */
    var divergence: Divergence = MultiTurnSpec.DEFAULT_DIVERGENCE

    /** Tokens of each answer, 0 for the whole vocabulary; null: as the suite says. */
    var topK: Int? = null

    /** Smallest half-life of the divergence that passes, in turns; null: not asked. */
    var assertHalfLifeTurns: Double? = null

    /** Smallest share of the effect that passes in the last turn; null: as the half-life says, else half. */
    var assertRetainedGte: Double? = null

    /** Smallest z against null adapters, asked in addition. */
    var assertZGte: Double? = null

    /** What the user says after the first answer, in turn. */
    fun followUps(vararg texts: String) {
        followUps = texts.toList()
    }

    internal fun build() =
        MultiTurnSpec(
            name,
            prompts,
            maxTurns,
            maxNewTokens,
            followUps,
            positions,
            divergence,
            topK?.let { OptionalInt.of(it) } ?: OptionalInt.empty(),
            optional(assertHalfLifeTurns),
            optional(assertRetainedGte),
            optional(assertZGte),
        )
}
