package dev.sonde.dsl

import dev.sonde.probe.style.StyleFingerprintEvidence
import dev.sonde.probe.style.StyleFingerprintSpec
import dev.sonde.suite.SuiteResult

/**
 * Does the tuned model write more like its reference than base does? Costs two generations a prompt, and one more under
 * each null adapter.
 *
 * ```
 * val style = styleFingerprint("style") {
 *     prompts("Describe a walk.", "Explain how tea is made.")
 *     docReference = File("doc.md").readText()
 * }
 * ```
 *
 * @throws IllegalArgumentException if there is no prompt, one stands twice, or a setting is out of its range
 */
fun styleFingerprint(name: String, describe: StyleFingerprintBuilder.() -> Unit): StyleFingerprintSpec =
    StyleFingerprintBuilder(name).apply(describe).build()

/** Adds a [styleFingerprint] and returns it: the typed key of its result. */
fun SuiteBuilder.styleFingerprint(name: String, describe: StyleFingerprintBuilder.() -> Unit): StyleFingerprintSpec =
    add(StyleFingerprintBuilder(name).apply(describe).build())

/** The result of a [styleFingerprint], with its evidence typed. */
operator fun SuiteResult.get(spec: StyleFingerprintSpec): Finding<StyleFingerprintEvidence> = finding(spec.name)

/** The words inside `styleFingerprint { … }`. */
@SondeDsl
class StyleFingerprintBuilder internal constructor(
    private val name: String,
) {
    /** Prose in the style that is wanted, at least 80 words. */
    var docReference: String = ""

    /** Most tokens that are generated. */
    var maxNewTokens: Int = StyleFingerprintSpec.DEFAULT_MAX_NEW_TOKENS

    /** Of the draws, each with its prompt's own seed; 0 takes the best token each time. */
    var temperature: Double = StyleFingerprintSpec.DEFAULT_TEMPERATURE

    /** Smallest share of the way to the reference that passes. */
    var assertShiftGte: Double = StyleFingerprintSpec.DEFAULT_ASSERT_SHIFT_GTE

    /** Smallest z against null adapters that passes, in addition; null: not asked. */
    var assertZGte: Double? = null

    private val prompts = mutableListOf<String>()

    /** Adds prompts to write on from. */
    fun prompts(vararg more: String) = prompts(more.asIterable())

    /** Adds prompts to write on from. */
    fun prompts(more: Iterable<String>) {
        prompts += more
    }

    internal fun build(): StyleFingerprintSpec {
        val spec =
            StyleFingerprintSpec
                .of(name, prompts, docReference)
                .withMaxNewTokens(maxNewTokens)
                .withTemperature(temperature)
                .withAssertShiftGte(assertShiftGte)
        return assertZGte?.let(spec::withAssertZGte) ?: spec
    }
}
