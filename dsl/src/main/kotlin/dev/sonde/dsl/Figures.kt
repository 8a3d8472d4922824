package dev.sonde.dsl

import dev.sonde.plot.ForestPlot
import dev.sonde.plot.HitRateBars
import dev.sonde.plot.SondeFigure
import dev.sonde.suite.SuiteResult
import dev.sonde.trace.TraceAnalysis

/** Every probe's value with its confidence interval, beside the noise floor and the null adapters' values. */
fun SuiteResult.ciPlot(): SondeFigure = ForestPlot.of(this)

/** Hits and misses of each probe as bars. */
fun TraceAnalysis.hitRatePlot(): SondeFigure = HitRateBars.of(this)
