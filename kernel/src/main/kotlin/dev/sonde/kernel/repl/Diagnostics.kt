package dev.sonde.kernel.repl

import java.util.Optional
import kotlin.script.experimental.api.ScriptDiagnostic
import kotlin.script.experimental.api.SourceCode

/** The engine's reports in our words. */
internal object Diagnostics {
    /** Errors and warnings, each once, in source order; at least one error. */
    fun ofRejection(reports: List<ScriptDiagnostic>): List<Diagnostic> {
        val found = of(reports)
        return if (found.any { it.severity() == Diagnostic.Severity.ERROR }) {
            found
        } else {
            found + everywhere("The cell does not compile, and the compiler does not say why.")
        }
    }

    fun of(reports: Iterable<ScriptDiagnostic>): List<Diagnostic> =
        reports
            .filter { it.severity >= ScriptDiagnostic.Severity.WARNING }
            .map { Diagnostic(severity(it), it.message, place(it.location?.start), place(it.location?.end)) }
            .distinct()
            .sortedWith(compareBy({ it.start().map(Place::line).orElse(0) }, ::column))

    /** The compiler itself failed; the cell is to blame only in that it can be written otherwise. */
    fun ofCompilerFailure(failure: Throwable): List<Diagnostic> {
        val cause = generateSequence(failure) { it.cause }.last()
        val words = cause.message?.lineSequence()?.first() ?: cause.javaClass.name
        return listOf(
            everywhere("The compiler failed on this cell: $words. Write it in another way, for instance as two cells."),
        )
    }

    private fun column(diagnostic: Diagnostic) = diagnostic.start().map(Place::column).orElse(0)

    private fun everywhere(message: String) =
        Diagnostic(Diagnostic.Severity.ERROR, message, Optional.empty(), Optional.empty())

    private fun severity(report: ScriptDiagnostic) =
        if (report.isError()) Diagnostic.Severity.ERROR else Diagnostic.Severity.WARNING

    private fun place(position: SourceCode.Position?): Optional<Place> =
        Optional.ofNullable(position).map { Place(it.line, it.col) }
}

internal fun ScriptDiagnostic.isError() = severity >= ScriptDiagnostic.Severity.ERROR
