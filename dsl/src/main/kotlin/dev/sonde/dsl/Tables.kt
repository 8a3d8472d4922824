package dev.sonde.dsl

import dev.sonde.probe.Evidence
import dev.sonde.suite.SuiteResult
import dev.sonde.table.ComparisonTable
import dev.sonde.table.ResultTables
import dev.sonde.table.TraceTables
import dev.sonde.trace.TraceAnalysis
import tech.tablesaw.api.Table

/** Lookups, hits, misses, hit rate and time of each probe. */
fun TraceAnalysis.hitRates(): Table = TraceTables.hitRates(this)

/** Lookups, hits, misses, hit rate and time of each view. */
fun TraceAnalysis.views(): Table = TraceTables.views(this)

/** One row per probe: verdict, raw value, interval, null test, noise floor. */
fun SuiteResult.table(): Table = ResultTables.probes(this)

/** One row per probe and prompt. */
fun SuiteResult.perPrompt(): Table = ResultTables.perPrompt(this)

/** One row per prompt: its value and what both views say. */
fun <E : Evidence> Finding<E>.perPrompt(): Table = ResultTables.perPrompt(listOf(result))

/**
 * Several runs of one suite side by side: verdict and raw value of each probe.
 *
 * @param results by the name to show, in column order; at least one
 */
fun compare(results: List<Pair<String, SuiteResult>>): Table = ComparisonTable.of(results.toMap())
