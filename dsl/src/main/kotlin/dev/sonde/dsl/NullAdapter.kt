package dev.sonde.dsl

import dev.sonde.probe.nulladapter.NullAdapterEvidence
import dev.sonde.probe.nulladapter.NullAdapterSpec
import dev.sonde.suite.SuiteResult

/**
 * Adds null adapters: random weights with the trained adapter's rank and norm, module by module, that answer the prompts
 * of every calibrated probe of the suite. The p-value of a probe is (r + 1)/(m + 1), r of m nulls at least as large.
 * Costs [NullAdapterBuilder.runs] forward passes per prompt.
 */
fun SuiteBuilder.nullAdapter(name: String = "nulls", describe: NullAdapterBuilder.() -> Unit = {}): NullAdapterSpec =
    add(NullAdapterBuilder(name).apply(describe).build())

/** The result of a [nullAdapter], with its evidence typed. */
operator fun SuiteResult.get(spec: NullAdapterSpec): Finding<NullAdapterEvidence> = finding(spec.name)

/** The words inside `nullAdapter { … }`. */
@SondeDsl
class NullAdapterBuilder internal constructor(
    private val name: String,
) {
    /** How many null adapters; 19 are the fewest that can give p = 0.05, 39 are for a write-up. */
    var runs: Int = NullAdapterSpec.DEFAULT_RUNS

    /** Whether to stop drawing once no probe can reach p = 0.05 any more; the verdicts are the same. */
    var sequential: Boolean = false

    /** Seeds count up from it; null: drawn from the suite's seed. */
    var seedBase: Long? = null

    private var kinds = emptyArray<String>()

    /** Calibrates only these kinds of probes. */
    fun calibrateKinds(vararg names: String) {
        kinds = arrayOf(*names)
    }

    internal fun build(): NullAdapterSpec {
        val spec =
            NullAdapterSpec
                .of(name)
                .withRuns(runs)
                .withCalibrateKinds(*kinds)
                .withSequential(sequential)
        return seedBase?.let { spec.withSeedBase(it) } ?: spec
    }
}
