package dev.sonde.dsl

import dev.sonde.probe.Evidence
import dev.sonde.probe.ProbeResult
import dev.sonde.probe.ProbeSpec
import dev.sonde.probe.Verdict
import dev.sonde.stats.Interval
import dev.sonde.suite.SuiteResult

/** A probe's result with typed evidence, as Kotlin likes it: what is absent is null. */
class Finding<E : Evidence> internal constructor(
    /** The result as the library knows it. */
    val result: ProbeResult<E>,
) {
    /** What the probe concludes. */
    val verdict: Verdict get() = result.verdict

    /** The measured value in [unit]; null when nothing was measured. */
    val raw: Double? get() = if (result.raw.isPresent) result.raw.asDouble else null

    /** The unit of [raw] and [interval], such as nats. */
    val unit: String get() = result.unit

    /** Around [raw]; null with too few values. */
    val interval: Interval? get() = result.interval.orElse(null)

    /** Why this verdict, and what to do next. */
    val message: String get() = result.message

    /**
     * The numbers behind the result.
     *
     * @throws IllegalStateException if the probe was skipped or in error; it says why
     */
    val evidence: E
        get() =
            result.evidence.orElseThrow {
                IllegalStateException("Probe '${result.name}' has no evidence: ${result.verdict}, ${result.message}")
            }

    override fun toString(): String = "${result.name}: $verdict. $message"
}

/** The result of any probe; its evidence is known by its interface only. */
@Suppress("UNCHECKED_CAST")
operator fun SuiteResult.get(spec: ProbeSpec): Finding<Evidence> = Finding(probe(spec) as ProbeResult<Evidence>)

/** The result of the probe with this name. */
operator fun SuiteResult.get(name: String): ProbeResult<*> = probe(name)

/** The result of a probe whose evidence is known to be an [E]. */
@Suppress("UNCHECKED_CAST") // a kind's evidence class is fixed by its registration
fun <E : Evidence> SuiteResult.finding(name: String): Finding<E> = Finding(probe(name) as ProbeResult<E>)
