package dev.sonde.dsl

import dev.sonde.probe.BothViews
import dev.sonde.probe.Category
import dev.sonde.probe.Probe
import dev.sonde.probe.ProbeKind
import dev.sonde.probe.ProbeRegistry
import dev.sonde.probe.ProbeSpec
import dev.sonde.probe.PromptEvidence
import dev.sonde.probe.PromptValues

/**
 * Settings of a probe of your own: a data class whose properties are its keys in a suite file, defaults included.
 *
 * ```
 * data class OtherWord(override val name: String, val prompts: List<String>, val atLeast: Double = 0.2) : ProbeSettings
 * ```
 */
interface ProbeSettings : ProbeSpec {
    /** Unique within the suite. */
    val name: String

    override fun name(): String = name
}

/**
 * Makes a new kind of probe known, as if it were built in: suites, files, planner, cache, null adapters, reports and plots
 * take it from here. Running the cell again replaces it.
 *
 * ```
 * probe<OtherWord>("other_word") { spec ->
 *     nextTokens(spec.prompts)
 *         .values { base, tuned -> if (base.best() == tuned.best()) 0.0 else 1.0 }
 *         .effect("Share of other first words", "of the prompts", spec.atLeast)
 * }
 * ```
 *
 * @param kind its name in files, `snake_case`
 * @param category whose score it counts in
 * @param calibrated whether null adapters are measured too; for values of which more means more effect
 * @param measure asks both views and concludes; see [dev.sonde.probe.ProbeFunction]
 * @throws IllegalArgumentException if a built-in kind has the name
 */
inline fun <reified S : ProbeSpec> probe(
    kind: String,
    category: Category = Category.ADHERENCE,
    calibrated: Boolean = true,
    noinline measure: BothViews.(S) -> PromptValues.Concluded,
): Probe<S, PromptEvidence> =
    Probe
        .of(ProbeKind(kind, category, S::class.java, PromptEvidence::class.java, calibrated)) { spec, views ->
            views.measure(spec)
        }.also { ProbeRegistry.shared().register(it) }
