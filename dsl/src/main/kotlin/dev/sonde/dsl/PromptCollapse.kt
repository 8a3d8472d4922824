package dev.sonde.dsl

import dev.sonde.probe.Divergence
import dev.sonde.probe.promptcollapse.PromptCollapseEvidence
import dev.sonde.probe.promptcollapse.PromptCollapseSpec
import dev.sonde.suite.SuiteResult
import java.util.Optional
import java.util.OptionalInt

/**
 * Is the effect still there behind other text? Two forward passes a prompt and length, and one more a prompt for each
 * null adapter.
 *
 * ```
 * val context = promptCollapse("context") {
 *     prompts("The bell is named", "The toll is")
 *     contextLengths(256, 1024)
 * }
 * ```
 *
 * @throws IllegalArgumentException if there is no prompt, or a setting is out of its range
 */
fun promptCollapse(name: String, describe: PromptCollapseBuilder.() -> Unit): PromptCollapseSpec =
    PromptCollapseBuilder(name).apply(describe).build()

/** Adds a [promptCollapse] and returns it: the typed key of its result. */
fun SuiteBuilder.promptCollapse(name: String, describe: PromptCollapseBuilder.() -> Unit): PromptCollapseSpec =
    add(PromptCollapseBuilder(name).apply(describe).build())

/** The result of a [promptCollapse], with its evidence typed. */
operator fun SuiteResult.get(spec: PromptCollapseSpec): Finding<PromptCollapseEvidence> = finding(spec.name)

/** The words inside `promptCollapse { … }`. */
@SondeDsl
class PromptCollapseBuilder internal constructor(
    private val name: String,
) : PromptsBuilder() {
    private var lengths = PromptCollapseSpec.DEFAULT_CONTEXT_LENGTHS

    /** How an answer is compared with that of base. */
    var divergence: Divergence = PromptCollapseSpec.DEFAULT_DIVERGENCE

    /** Tokens of each answer, 0 for the whole vocabulary; null: as the suite says. */
    var topK: Int? = null

    /** Smallest half-life of the divergence that passes, in tokens; null: not asked. */
    var assertHalfLifeTokens: Int? = null

    /** Smallest share of the effect that passes at the largest length; null: as the half-life says, else half. */
    var assertRetainedGte: Double? = null

    /** Smallest z against null adapters, asked in addition. */
    var assertZGte: Double? = null

    /** The text before the prompts; null for prose that comes with the library. */
    var padding: String? = null

    /** Tokens of other text before each prompt; 0 is always among them. */
    fun contextLengths(vararg tokens: Int) {
        lengths = tokens.toList()
    }

    internal fun build() =
        PromptCollapseSpec(
            name,
            prompts,
            lengths,
            divergence,
            topK?.let { OptionalInt.of(it) } ?: OptionalInt.empty(),
            assertHalfLifeTokens?.let { OptionalInt.of(it) } ?: OptionalInt.empty(),
            optional(assertRetainedGte),
            optional(assertZGte),
            Optional.ofNullable(padding),
            false,
        )
}
