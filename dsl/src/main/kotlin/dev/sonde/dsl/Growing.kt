package dev.sonde.dsl

import dev.sonde.probe.ProbeSpec
import dev.sonde.probe.PromptsSpec
import dev.sonde.suite.Prospect
import dev.sonde.suite.Suite
import dev.sonde.suite.SuiteResult
import dev.sonde.table.ProspectTable
import tech.tablesaw.api.Table

/**
 * Before a run: what the suite's numbers of prompts and null adapters show with a probability of 80 %, as distances from a
 * threshold in standard deviations of a prompt's value.
 */
fun Suite.power(): Table = ProspectTable.of(Prospect.before(this))

/** After a run: the same in the unit of each probe, with how much its prompts scatter, and with twice and four times as many. */
fun SuiteResult.power(): Table = ProspectTable.of(Prospect.after(this))

/**
 * The same suite with more: run it on the same model, and only what is new is computed.
 *
 * ```
 * val more = suite.grown {
 *     nulls = 39
 *     more(drift, "The rule is", "It follows that")
 * }
 * more.run(model)      // look 2: the report says so
 * ```
 */
fun Suite.grown(describe: GrowthBuilder.() -> Unit): Suite = GrowthBuilder().apply(describe).applyTo(this)

/** The words inside `grown { … }`. */
@SondeDsl
class GrowthBuilder internal constructor() {
    /** How many null adapters; null: as many as before. */
    var nulls: Int? = null

    private val specs = mutableMapOf<String, ProbeSpec>()

    /** Puts a probe in the place of the one with its name. */
    fun replace(vararg changed: ProbeSpec) {
        changed.forEach { specs[it.name()] = it }
    }

    /** Adds prompts to a probe of the suite, behind those that it has; whatever was asked about these is not asked again. */
    fun more(probe: PromptsSpec<*>, vararg prompts: String) {
        val latest = specs[probe.name()] as? PromptsSpec<*> ?: probe
        specs[probe.name()] = latest.withMorePrompts(prompts.toList())
    }

    internal fun applyTo(suite: Suite): Suite {
        val more = nulls?.let { suite.withNulls(it) } ?: suite
        return specs.values.fold(more) { grown, spec -> grown.with(spec) }.nextLook()
    }
}
