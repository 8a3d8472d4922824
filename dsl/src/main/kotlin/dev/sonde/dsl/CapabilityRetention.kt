package dev.sonde.dsl

import dev.sonde.probe.drift.KnowledgeItem
import dev.sonde.probe.retention.CapabilityRetentionEvidence
import dev.sonde.probe.retention.CapabilityRetentionSpec
import dev.sonde.suite.SuiteResult
import dev.sonde.table.CategoryTable
import tech.tablesaw.api.Table
import java.util.Optional

/**
 * Does the tuned model still answer as well as its base? Two forward passes a completion, shared with [calibrationDrift].
 *
 * ```
 * val ability = capabilityRetention("ability") { margin = 0.03 }
 * ```
 *
 * @throws IllegalArgumentException if an item is blank, stands twice or has no wrong answer, or a setting is out of its range
 */
fun capabilityRetention(name: String, describe: CapabilityRetentionBuilder.() -> Unit = {}): CapabilityRetentionSpec =
    CapabilityRetentionBuilder(name).apply(describe).build()

/** Adds a [capabilityRetention] and returns it: the typed key of its result. */
fun SuiteBuilder.capabilityRetention(
    name: String,
    describe: CapabilityRetentionBuilder.() -> Unit = {},
): CapabilityRetentionSpec = add(CapabilityRetentionBuilder(name).apply(describe).build())

/** The result of a [capabilityRetention], with its evidence typed. */
operator fun SuiteResult.get(spec: CapabilityRetentionSpec): Finding<CapabilityRetentionEvidence> = finding(spec.name)

/** One row per category: right answers before and after, the change with its interval, p adjusted over the categories. */
fun SuiteResult.categoryTable(spec: CapabilityRetentionSpec): Table = CategoryTable.of(this[spec].evidence)

/** The words inside `capabilityRetention { … }`. */
@SondeDsl
class CapabilityRetentionBuilder internal constructor(
    private val name: String,
) {
    /** Largest loss that is accepted, as a share of the items. */
    var margin: Double = CapabilityRetentionSpec.DEFAULT_MARGIN

    /** Uses the first items only; null: all. */
    var itemsLimit: Int? = null

    private val items = mutableListOf<KnowledgeItem>()

    /** Adds an item of your own; with some, the packaged ones are left out. [wrong] is another way to go on, and wrong. */
    fun item(
        prompt: String,
        gold: String,
        wrong: String,
        vararg more: String,
        category: String? = null,
    ) {
        items += KnowledgeItem(prompt, gold, listOf(wrong) + more, Optional.ofNullable(category))
    }

    internal fun build(): CapabilityRetentionSpec {
        val spec = CapabilityRetentionSpec.of(name).withItems(items).withMargin(margin)
        return itemsLimit?.let { spec.withItemsLimit(it) } ?: spec
    }
}
