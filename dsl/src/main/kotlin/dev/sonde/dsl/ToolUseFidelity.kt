package dev.sonde.dsl

import com.fasterxml.jackson.databind.ObjectMapper
import dev.sonde.probe.tooluse.ToolCase
import dev.sonde.probe.tooluse.ToolUseFidelityEvidence
import dev.sonde.probe.tooluse.ToolUseFidelitySpec
import dev.sonde.suite.SuiteResult
import java.util.Optional

/**
 * Does the model still call tools as their descriptions ask? A generation per case and view.
 *
 * ```
 * val tools = toolUseFidelity("tools") {
 *     case(
 *         "Answer with a JSON call of search(query). Find the weather in Oslo.",
 *         tool = """{"name": "search", "parameters": {"required": ["query"]}}""",
 *         gold = "search",
 *     )
 * }
 * ```
 *
 * @throws IllegalArgumentException if a case is incomplete or stands twice, or a threshold is out of its range
 */
fun toolUseFidelity(name: String, describe: ToolUseFidelityBuilder.() -> Unit): ToolUseFidelitySpec =
    ToolUseFidelityBuilder(name).apply(describe).build()

/** Adds a [toolUseFidelity] and returns it: the typed key of its result. */
fun SuiteBuilder.toolUseFidelity(name: String, describe: ToolUseFidelityBuilder.() -> Unit): ToolUseFidelitySpec =
    add(ToolUseFidelityBuilder(name).apply(describe).build())

/** The result of a [toolUseFidelity], with its evidence typed. */
operator fun SuiteResult.get(spec: ToolUseFidelitySpec): Finding<ToolUseFidelityEvidence> = finding(spec.name)

/** The words inside `toolUseFidelity { … }`. */
@SondeDsl
class ToolUseFidelityBuilder internal constructor(
    private val name: String,
) {
    private val cases = mutableListOf<ToolCase>()
    private val allowed = mutableListOf<String>()

    /** Smallest change of the share of valid calls that passes; below 0: the loss that is called no harm. */
    var assertValidityDeltaGte: Double = ToolUseFidelitySpec.DEFAULT_VALIDITY_DELTA

    /** Largest share of calls of tools that are not allowed. */
    var assertHallucinationLte: Double = ToolUseFidelitySpec.DEFAULT_HALLUCINATION

    /** Adds a prompt with the tool that it asks for, described in JSON as function calling does. */
    fun case(
        prompt: String,
        tool: String,
        gold: String,
        maxNewTokens: Int = ToolCase.DEFAULT_MAX_NEW_TOKENS,
    ) {
        cases += ToolCase(prompt, ObjectMapper().readTree(tool), gold, maxNewTokens)
    }

    /** Tools that may be called in every case; without any, the one of the case. */
    fun allowedTools(vararg tools: String) {
        allowed += tools
    }

    internal fun build() =
        ToolUseFidelitySpec(
            name,
            cases,
            if (allowed.isEmpty()) Optional.empty() else Optional.of(allowed),
            assertValidityDeltaGte,
            assertHallucinationLte,
            optional(null),
        )
}
