package dev.sonde.dsl

import dev.sonde.probe.Category
import dev.sonde.probe.ProbeSpec
import dev.sonde.suite.ChatSettings
import dev.sonde.suite.Suite
import dev.sonde.suite.SuiteDefaults
import dev.sonde.suite.SuiteEntry
import java.util.Optional

/**
 * Describes a suite; probes run in the order in which they are written.
 *
 * ```
 * val suite = suite("Does it know the doc?") {
 *     seed = 7
 *     nullAdapter { runs = 19 }
 *     deltaKl("drift") { prompts("The key insight is") }
 * }
 * ```
 *
 * @throws IllegalArgumentException if a setting is out of its range or a name is used twice
 */
fun suite(title: String, describe: SuiteBuilder.() -> Unit): Suite = SuiteBuilder(title).apply(describe).build()

/** The words inside `suite { … }`. */
@SondeDsl
class SuiteBuilder internal constructor(
    private val title: String,
) {
    /** Every random draw of the suite starts from it. */
    var seed: Long = 0

    /** Tokens of a next-token distribution; 0, the default, for the whole vocabulary. */
    var topK: Int = 0

    /** Whether each prompt is what a user says to the model, in the model's own chat template; a plain text otherwise. */
    var chat: Boolean = false

    /** What the model is told before each prompt; makes the prompts chats. Null for what its template says by itself. */
    var chatSystem: String? = null

    /** Smallest composite score without a finding that says so, from 0 to 1. */
    var coverageThreshold: Double = SuiteDefaults.withSeed(0).coverageThreshold()

    private val weights = mutableMapOf<Category, Double>()
    private val entries = mutableListOf<SuiteEntry>()

    /** How much categories count in the composite score; those that are not named keep their default weight. */
    fun scoreWeights(vararg changed: Pair<Category, Double>) {
        weights += changed
    }

    /**
     * Adds a probe that was described before; the spec is the key of its result. One that this suite has already, as in
     * `+deltaKl("drift") { … }` inside of its braces, stays where it is.
     */
    operator fun ProbeSpec.unaryPlus() {
        if (entries.none { it.spec() === this }) {
            add(this)
        }
    }

    /**
     * Adds a probe.
     *
     * @param weight its share in its category's score, at least 0
     * @param enabled false: it is listed as skipped
     */
    fun <S : ProbeSpec> add(spec: S, weight: Double = 1.0, enabled: Boolean = true): S =
        spec.also { entries += SuiteEntry(it, enabled, weight) }

    internal fun build(): Suite {
        val settings =
            if (chat || chatSystem != null) {
                Optional.of(ChatSettings(Optional.ofNullable(chatSystem)))
            } else {
                Optional.empty()
            }
        return Suite(
            title,
            Optional.empty(),
            SuiteDefaults(seed, topK, coverageThreshold, weights, settings),
            entries,
        )
    }
}

/** Collects prompts; duplicates count as given. */
@SondeDsl
abstract class PromptsBuilder {
    internal val prompts = mutableListOf<String>()

    /** Adds prompts, scored in this order. */
    fun prompts(vararg texts: String) {
        prompts += texts
    }

    /** Adds prompts, scored in this order. */
    fun prompts(texts: Iterable<String>) {
        prompts += texts
    }
}
