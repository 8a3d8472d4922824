package dev.sonde.dsl

import dev.sonde.probe.revert.AdapterRevertEvidence
import dev.sonde.probe.revert.AdapterRevertSpec
import dev.sonde.probe.revert.RevertCase
import dev.sonde.suite.SuiteResult
import java.util.Optional
import java.util.OptionalDouble

/**
 * Do answers fall back to base's when the question is put in other words? Two answers and two embeddings a wording.
 *
 * ```
 * val revert = adapterRevert("revert") {
 *     case("Who raised the weir?", gold = "Ysolde Varr", "By whom was the weir built?")
 * }
 * ```
 *
 * @throws IllegalArgumentException if there is no case, or one is incomplete
 */
fun adapterRevert(name: String, describe: AdapterRevertBuilder.() -> Unit): AdapterRevertSpec =
    AdapterRevertBuilder(name).apply(describe).build()

/** Adds an [adapterRevert] and returns it: the typed key of its result. */
fun SuiteBuilder.adapterRevert(name: String, describe: AdapterRevertBuilder.() -> Unit): AdapterRevertSpec =
    add(AdapterRevertBuilder(name).apply(describe).build())

/** The result of an [adapterRevert], with its evidence typed. */
operator fun SuiteResult.get(spec: AdapterRevertSpec): Finding<AdapterRevertEvidence> = finding(spec.name)

/** The words inside `adapterRevert { … }`. */
@SondeDsl
class AdapterRevertBuilder internal constructor(
    private val name: String,
) {
    private val cases = mutableListOf<RevertCase>()

    /** Longest answer, in tokens. */
    var maxNewTokens: Int = AdapterRevertSpec.DEFAULT_MAX_NEW_TOKENS

    /** Folder of a sentence embedder (BERT, as sentence-transformers writes it), relative to the notebook; null for the base model itself. */
    var embeddingModel: String? = null

    /** Base answers nearer than this to gold leave nothing to revert to. */
    var baseGoldSimilarityCap: Double = AdapterRevertSpec.DEFAULT_BASE_GOLD_SIMILARITY_CAP

    /** The rate of reverts has to stay below it. */
    var assertRevertRateLt: Double = AdapterRevertSpec.DEFAULT_ASSERT_REVERT_RATE_LT

    /** Adds a question with its answer, and the question in other words. */
    fun case(prompt: String, gold: String, vararg paraphrases: String) {
        cases += RevertCase(prompt, gold, paraphrases.toList())
    }

    internal fun build() =
        AdapterRevertSpec(
            name,
            cases,
            maxNewTokens,
            Optional.ofNullable(embeddingModel),
            baseGoldSimilarityCap,
            assertRevertRateLt,
            OptionalDouble.empty(),
            SondeSession.directory,
        )
}
