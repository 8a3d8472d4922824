package dev.sonde.dsl

import dev.sonde.probe.paraphrase.Intent
import dev.sonde.probe.paraphrase.ParaphraseCase
import dev.sonde.probe.paraphrase.ParaphraseInvarianceEvidence
import dev.sonde.probe.paraphrase.ParaphraseInvarianceSpec
import dev.sonde.suite.SuiteResult

/**
 * Is what was learned kept when the prompt is worded otherwise? Two forward passes a prompt and paraphrase.
 *
 * ```
 * val wording = paraphraseInvariance("wording") {
 *     case("Who built the tower?", gold = " Odric Venn", "By whom was the tower built?")
 * }
 * ```
 *
 * @throws IllegalArgumentException if there is no case, one is incomplete, or a threshold is out of its range
 */
fun paraphraseInvariance(name: String, describe: ParaphraseInvarianceBuilder.() -> Unit): ParaphraseInvarianceSpec =
    ParaphraseInvarianceBuilder(name).apply(describe).build()

/** Adds a [paraphraseInvariance] and returns it: the typed key of its result. */
fun SuiteBuilder.paraphraseInvariance(
    name: String,
    describe: ParaphraseInvarianceBuilder.() -> Unit,
): ParaphraseInvarianceSpec = add(ParaphraseInvarianceBuilder(name).apply(describe).build())

/** The result of a [paraphraseInvariance], with its evidence typed. */
operator fun SuiteResult.get(spec: ParaphraseInvarianceSpec): Finding<ParaphraseInvarianceEvidence> = finding(spec.name)

/** The words inside `paraphraseInvariance { … }`. */
@SondeDsl
class ParaphraseInvarianceBuilder internal constructor(
    private val name: String,
) {
    private val cases = mutableListOf<ParaphraseCase>()

    /** Whether the gain should carry over to paraphrases. */
    var intent: Intent = Intent.GENERALIZE

    /** Smallest mean gain on the prompts as trained, in nats per token. */
    var minVerbatimLift: Double = ParaphraseInvarianceSpec.DEFAULT_MIN_VERBATIM_LIFT

    /** Smallest share of the gain that paraphrases have to keep. */
    var minGeneralizationRatio: Double = ParaphraseInvarianceSpec.DEFAULT_RATIO

    /** Largest share of the gain that paraphrases may keep if [intent] is to memorize. */
    var maxGeneralizationRatioIfMemorize: Double = ParaphraseInvarianceSpec.DEFAULT_RATIO

    /** Smallest z of the gain against null adapters, asked in addition. */
    var assertZGte: Double? = null

    /** Adds a prompt, its answer and other wordings of the prompt. */
    fun case(prompt: String, gold: String, vararg paraphrases: String) {
        cases += ParaphraseCase(prompt, gold, paraphrases.toList())
    }

    internal fun build() =
        ParaphraseInvarianceSpec(
            name,
            cases,
            intent,
            minVerbatimLift,
            minGeneralizationRatio,
            maxGeneralizationRatioIfMemorize,
            optional(assertZGte),
        )
}
