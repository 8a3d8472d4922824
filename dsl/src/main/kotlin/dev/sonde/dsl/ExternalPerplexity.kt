package dev.sonde.dsl

import dev.sonde.probe.perplexity.ExternalPerplexityEvidence
import dev.sonde.probe.perplexity.ExternalPerplexitySpec
import dev.sonde.suite.SuiteResult

/**
 * Does the tuned model still read ordinary prose as well as its base? Two forward passes a passage, 32 for the packaged
 * ones.
 *
 * ```
 * val prose = externalPerplexity("prose") { assertMeanDeltaGte = -0.05 }
 * ```
 *
 * @throws IllegalArgumentException if a passage is blank or stands twice, or a setting is out of its range
 */
fun externalPerplexity(name: String, describe: ExternalPerplexityBuilder.() -> Unit = {}): ExternalPerplexitySpec =
    ExternalPerplexityBuilder(name).apply(describe).build()

/** Adds an [externalPerplexity] and returns it: the typed key of its result. */
fun SuiteBuilder.externalPerplexity(
    name: String,
    describe: ExternalPerplexityBuilder.() -> Unit = {},
): ExternalPerplexitySpec = add(ExternalPerplexityBuilder(name).apply(describe).build())

/** The result of an [externalPerplexity], with its evidence typed. */
operator fun SuiteResult.get(spec: ExternalPerplexitySpec): Finding<ExternalPerplexityEvidence> = finding(spec.name)

/** The words inside `externalPerplexity { … }`. */
@SondeDsl
class ExternalPerplexityBuilder internal constructor(
    private val name: String,
) {
    /** The do-no-harm margin with its sign: the smallest mean change that passes, in nats a token; below 0. */
    var assertMeanDeltaGte: Double = ExternalPerplexitySpec.DEFAULT_ASSERT_MEAN_DELTA_GTE

    private val texts = mutableListOf<String>()

    /** Your own passages in place of the packaged ones; each is one observation, so give several. */
    fun texts(vararg passages: String) {
        texts += passages
    }

    /** Your own passages in place of the packaged ones; each is one observation, so give several. */
    fun texts(passages: Iterable<String>) {
        texts += passages
    }

    internal fun build(): ExternalPerplexitySpec {
        val spec = ExternalPerplexitySpec.of(name).withAssertMeanDeltaGte(assertMeanDeltaGte)
        return if (texts.isEmpty()) spec else spec.withTexts(texts)
    }
}
