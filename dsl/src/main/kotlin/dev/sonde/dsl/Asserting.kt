package dev.sonde.dsl

import dev.sonde.report.NotPassedError
import dev.sonde.suite.SuiteResult

/**
 * Returns this result if the suite passed; otherwise fails the cell, or the test, with a table of what was expected and
 * what was measured.
 *
 * ```
 * suite.run(model).assertPassed()
 * ```
 *
 * @throws NotPassedError if a probe failed, was in error or inconclusive, or if nothing was measured
 */
fun SuiteResult.assertPassed(): SuiteResult = also { NotPassedError.requirePassed(it) }
