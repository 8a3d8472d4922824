package dev.sonde.dsl

import dev.sonde.probe.boundary.BoundaryAuditEvidence
import dev.sonde.probe.boundary.BoundaryAuditSpec
import dev.sonde.probe.boundary.BoundaryCase
import dev.sonde.suite.SuiteResult

/**
 * Are the tokens that are scored the tokens that are meant? Costs no forward pass.
 *
 * ```
 * val tokens = boundaryAudit("tokens") {
 *     pair("The capital of France is", " Paris")
 *     prompts("The key insight is")
 * }
 * ```
 *
 * @throws IllegalArgumentException if there is no case, or one stands twice
 */
fun boundaryAudit(name: String, describe: BoundaryAuditBuilder.() -> Unit): BoundaryAuditSpec =
    BoundaryAuditBuilder(name).apply(describe).build()

/** Adds a [boundaryAudit] and returns it: the typed key of its result. */
fun SuiteBuilder.boundaryAudit(name: String, describe: BoundaryAuditBuilder.() -> Unit): BoundaryAuditSpec =
    add(BoundaryAuditBuilder(name).apply(describe).build())

/** The result of a [boundaryAudit], with its evidence typed. */
operator fun SuiteResult.get(spec: BoundaryAuditSpec): Finding<BoundaryAuditEvidence> = finding(spec.name)

/** The words inside `boundaryAudit { … }`. */
@SondeDsl
class BoundaryAuditBuilder internal constructor(
    private val name: String,
) {
    /** Largest share of completions that may change the tokens of their prompt. */
    var assertMergedLte: Double = BoundaryAuditSpec.DEFAULT_ASSERT_MERGED_LTE

    private val cases = mutableListOf<BoundaryCase>()

    /** Adds a prompt with what is scored behind it. */
    fun pair(prompt: String, completion: String) {
        cases += BoundaryCase(prompt, completion)
    }

    /** Adds prompts behind which the next token is asked for. */
    fun prompts(vararg more: String) {
        cases += more.map { BoundaryCase(it, "") }
    }

    internal fun build(): BoundaryAuditSpec = BoundaryAuditSpec.of(name, cases).withAssertMergedLte(assertMergedLte)
}
