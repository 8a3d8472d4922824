package dev.sonde.dsl

import dev.sonde.probe.Divergence
import dev.sonde.probe.clusterkl.ClusterKlEvidence
import dev.sonde.probe.clusterkl.ClusterKlSpec
import dev.sonde.suite.SuiteResult
import java.util.Optional
import java.util.OptionalInt

/**
 * Did the adapter move some topics more than others? Two forward passes a prompt, and one more where topics are not given.
 *
 * ```
 * val topics = clusterKl("topics") {
 *     topic("weir", "The gate is called", "The bell is named")
 *     topic("other", "Water boils at", "The capital of France is")
 * }
 * ```
 *
 * @throws IllegalArgumentException if there is no prompt, or a setting is out of its range
 */
fun clusterKl(name: String, describe: ClusterKlBuilder.() -> Unit): ClusterKlSpec =
    ClusterKlBuilder(name).apply(describe).build()

/** Adds a [clusterKl] and returns it: the typed key of its result. */
fun SuiteBuilder.clusterKl(name: String, describe: ClusterKlBuilder.() -> Unit): ClusterKlSpec =
    add(ClusterKlBuilder(name).apply(describe).build())

/** The result of a [clusterKl], with its evidence typed. */
operator fun SuiteResult.get(spec: ClusterKlSpec): Finding<ClusterKlEvidence> = finding(spec.name)

/** The words inside `clusterKl { … }`. */
@SondeDsl
class ClusterKlBuilder internal constructor(
    private val name: String,
) : PromptsBuilder() {
    private val topics = mutableListOf<String>()

    /** How many topics are made of prompts that have none. */
    var numClusters: Int = ClusterKlSpec.DEFAULT_NUM_CLUSTERS

    /** Folder of a sentence embedder (BERT, as sentence-transformers writes it), relative to the notebook; null for the base model itself. */
    var embeddingModel: String? = null

    /** How an answer is compared with that of base. */
    var divergence: Divergence = ClusterKlSpec.DEFAULT_DIVERGENCE

    /** Tokens of each answer, 0 for the whole vocabulary; null: as the suite says. */
    var topK: Int? = null

    /** Fewest prompts that are judged. */
    var minPrompts: Int = ClusterKlSpec.DEFAULT_MIN_PROMPTS

    /** Smallest share of the variance between topics that passes. */
    var assertSpecificityGte: Double = ClusterKlSpec.DEFAULT_ASSERT_SPECIFICITY_GTE

    /** Smallest z against null adapters, asked in addition. */
    var assertZGte: Double? = null

    /** Adds prompts of one topic; then all prompts need one. */
    fun topic(topic: String, vararg texts: String) {
        texts.forEach { topics += topic }
        prompts(*texts)
    }

    internal fun build() =
        ClusterKlSpec(
            name,
            prompts,
            topics,
            numClusters,
            Optional.ofNullable(embeddingModel),
            divergence,
            topK?.let { OptionalInt.of(it) } ?: OptionalInt.empty(),
            minPrompts,
            assertSpecificityGte,
            optional(assertZGte),
            SondeSession.directory,
        )
}
