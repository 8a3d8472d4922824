package dev.sonde.dsl

import dev.sonde.probe.leakage.LeakageEvidence
import dev.sonde.probe.leakage.LeakageSpec
import dev.sonde.probe.leakage.Perturbation
import dev.sonde.suite.SuiteResult

/**
 * Does the tuned model recite what it was trained on? Costs `2 + perturbations` generations a section.
 *
 * ```
 * val recital = leakage("recital") { texts(File("doc.md").readText().split(Regex("(?m)(?=^## )"))) }
 * ```
 *
 * @throws IllegalArgumentException if a text stands twice or a setting is out of its range
 */
fun leakage(name: String, describe: LeakageBuilder.() -> Unit): LeakageSpec =
    LeakageBuilder(name).apply(describe).build()

/** Adds a [leakage] and returns it: the typed key of its result. */
fun SuiteBuilder.leakage(name: String, describe: LeakageBuilder.() -> Unit): LeakageSpec =
    add(LeakageBuilder(name).apply(describe).build())

/** The result of a [leakage], with its evidence typed. */
operator fun SuiteResult.get(spec: LeakageSpec): Finding<LeakageEvidence> = finding(spec.name)

/** The words inside `leakage { … }`. */
@SondeDsl
class LeakageBuilder internal constructor(
    private val name: String,
) {
    /** About how many characters of a section the model is given. */
    var prefixChars: Int = LeakageSpec.DEFAULT_PREFIX_CHARS

    /** About how many characters behind them it is compared with. */
    var continuationChars: Int = LeakageSpec.DEFAULT_CONTINUATION_CHARS

    /** Most tokens that are generated. */
    var maxNewTokens: Int = LeakageSpec.DEFAULT_MAX_NEW_TOKENS

    /** Largest mean recall beyond base's that passes, a share below 1. */
    var assertRecallLt: Double = LeakageSpec.DEFAULT_ASSERT_RECALL_LT

    /** So many words in a row, not repeated by base, are a recital; one section of it fails. */
    var assertLongestRunLt: Int = LeakageSpec.DEFAULT_ASSERT_LONGEST_RUN_LT

    /** Ways to spoil the prefix; may be empty. */
    var perturbations: List<Perturbation> = Perturbation.entries

    private val texts = mutableListOf<String>()

    /** Adds sections of the training text; blank ones are left out. */
    fun texts(vararg sections: String) = texts(sections.asIterable())

    /** Adds sections of the training text; blank ones are left out. */
    fun texts(sections: Iterable<String>) {
        texts += sections.filter { it.isNotBlank() }
    }

    internal fun build(): LeakageSpec =
        LeakageSpec
            .of(name, texts)
            .withLengths(prefixChars, continuationChars, maxNewTokens)
            .withPerturbations(perturbations)
            .withAssertRecallLt(assertRecallLt)
            .withAssertLongestRunLt(assertLongestRunLt)
}
