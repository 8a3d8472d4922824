package dev.sonde.dsl

import dev.sonde.plot.ModuleHeat
import dev.sonde.plot.SondeFigure
import dev.sonde.probe.Divergence
import dev.sonde.probe.modules.ModuleAblationEvidence
import dev.sonde.probe.modules.ModuleAblationSpec
import dev.sonde.suite.SuiteResult
import dev.sonde.table.ModuleTable
import tech.tablesaw.api.Table
import java.util.OptionalInt

/**
 * Which layers and modules carry the adapter's effect? Two forward passes a prompt, and two more for each layer, each kind of
 * module and each single module that [ModuleAblationBuilder.budget] reaches.
 *
 * @throws IllegalArgumentException if there is no prompt, one stands twice, or a setting is out of its range
 */
fun moduleAblation(name: String, describe: ModuleAblationBuilder.() -> Unit): ModuleAblationSpec =
    ModuleAblationBuilder(name).apply(describe).build()

/** Adds a [moduleAblation] and returns it: the typed key of its result. */
fun SuiteBuilder.moduleAblation(name: String, describe: ModuleAblationBuilder.() -> Unit): ModuleAblationSpec =
    add(ModuleAblationBuilder(name).apply(describe).build())

/** The result of a [moduleAblation], with its evidence typed. */
operator fun SuiteResult.get(spec: ModuleAblationSpec): Finding<ModuleAblationEvidence> = finding(spec.name)

/**
 * The map: layers from left to right, kinds of modules from top to bottom.
 *
 * @throws IllegalStateException if the probe measured nothing; it says why
 */
fun SuiteResult.moduleHeat(spec: ModuleAblationSpec): SondeFigure =
    ModuleHeat.of(spec.name, this[spec].evidence).figure()

/** One row per layer, kind of module and single module, in nats with bands. */
fun SuiteResult.moduleTable(spec: ModuleAblationSpec): Table = ModuleTable.of(this[spec].evidence)

/** The words inside `moduleAblation { … }`. */
@SondeDsl
class ModuleAblationBuilder internal constructor(
    private val name: String,
) : PromptsBuilder() {
    /** How an answer is compared with that of base. */
    var divergence: Divergence = ModuleAblationSpec.DEFAULT_DIVERGENCE

    /** Tokens of each answer, 0 for the whole vocabulary; null: as the suite says. */
    var topK: Int? = null

    /** Most forward passes that the map may take. */
    var budget: Int = ModuleAblationSpec.DEFAULT_BUDGET

    /** Smallest mean shift of the whole adapter that passes, in nats. */
    var assertMeanGte: Double = ModuleAblationSpec.DEFAULT_ASSERT_MEAN_GTE

    /** Smallest z of the whole adapter against null adapters, asked in addition. */
    var assertZGte: Double? = null

    internal fun build() =
        ModuleAblationSpec(
            name,
            prompts,
            divergence,
            topK?.let { OptionalInt.of(it) } ?: OptionalInt.empty(),
            budget,
            assertMeanGte,
            optional(assertZGte),
        )
}
