package dev.sonde.kernel.repl

import java.util.Optional
import kotlin.script.experimental.api.ReplAnalyzerResult
import kotlin.script.experimental.api.ResultWithDiagnostics
import kotlin.script.experimental.api.ScriptDiagnostic
import kotlin.script.experimental.api.analysisDiagnostics
import kotlin.script.experimental.api.renderedResultType

/** What the engine's analysis says about unfinished code. */
internal object Analyses {
    // syntax and meaning share one code; the parser's messages are known by how they begin
    private val parserWords =
        Regex(
            "(Expecting|Unexpected (tokens|symbol)|Too many characters|Missing|Unclosed|Unresolved label|Illegal|Unsupported \\[literal|Property getter or).*",
        )

    fun of(result: ResultWithDiagnostics<ReplAnalyzerResult>): Analysis {
        val value = (result as? ResultWithDiagnostics.Success)?.value
        val reports = result.reports + value?.get(ReplAnalyzerResult.analysisDiagnostics).orEmpty()
        val type = value?.get(ReplAnalyzerResult.renderedResultType)
        return Analysis(syntax(reports), Diagnostics.of(reports), Optional.ofNullable(type))
    }

    private fun syntax(reports: List<ScriptDiagnostic>) =
        when {
            reports.any { it.code == ScriptDiagnostic.incompleteCode } -> Analysis.Syntax.INCOMPLETE
            reports.any { it.isError() && parserWords.matches(it.message) } -> Analysis.Syntax.INVALID
            else -> Analysis.Syntax.COMPLETE
        }
}
