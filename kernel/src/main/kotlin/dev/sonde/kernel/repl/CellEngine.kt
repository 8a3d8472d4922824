package dev.sonde.kernel.repl

import dev.sonde.kernel.repl.CellAnalyzer.Asked
import org.jetbrains.kotlin.cli.common.messages.AnalyzerWithCompilerReport
import org.jetbrains.kotlin.renderer.DescriptorRenderer
import org.jetbrains.kotlin.scripting.compiler.plugin.impl.KJvmReplCompilerBase
import org.jetbrains.kotlin.scripting.compiler.plugin.impl.ReplCompilationState
import org.jetbrains.kotlin.scripting.compiler.plugin.impl.withMessageCollector
import org.jetbrains.kotlin.scripting.compiler.plugin.repl.JvmReplCompilerState
import org.jetbrains.kotlin.scripting.ide_services.compiler.impl.prepareCodeForCompletion
import java.util.function.BooleanSupplier
import kotlin.script.experimental.api.ReplAnalyzerResult
import kotlin.script.experimental.api.ResultWithDiagnostics
import kotlin.script.experimental.api.ScriptCompilationConfiguration
import kotlin.script.experimental.api.ScriptDiagnostic
import kotlin.script.experimental.api.ScriptDiagnostic.Severity
import kotlin.script.experimental.api.analysisDiagnostics
import kotlin.script.experimental.api.asSuccess
import kotlin.script.experimental.api.refineBeforeParsing
import kotlin.script.experimental.api.renderedResultType
import kotlin.script.experimental.api.valueOr
import kotlin.script.experimental.api.valueOrNull
import kotlin.script.experimental.jvm.defaultJvmScriptingHostConfiguration
import kotlin.script.experimental.jvm.impl.KJvmCompiledScript
import kotlin.script.experimental.util.LinkedSnippet

/**
 * The K1 REPL engine, with answers to questions about code that does not run. The one of `kotlin-scripting-ide-services`
 * answers them too, but its completion reads every name of every cell and of every default import for each answer.
 */
internal class CellEngine(
    parser: CellParser,
    private val inSight: CellScopes = CellScopes(),
) : KJvmReplCompilerBase<CellAnalyzer>(
        defaultJvmScriptingHostConfiguration,
        JvmReplCompilerState(
            { settings ->
                createCompilationState(settings, defaultJvmScriptingHostConfiguration) { context, filter ->
                    inSight.attach(context.environment)
                    parser.attach(context.environment)
                    CellAnalyzer(context.environment, filter)
                }
            },
        ),
    ) {
    private val names =
        PlaceNames {
            state.history
                .asReversed()
                .asSequence()
                .map { it.item }
        }

    /** There are more packages. */
    fun classpathChanged() = names.classpathChanged()

    /** Lets go of what no later cell needs of the last one, which compiled. */
    fun compiled(settings: ScriptCompilationConfiguration) =
        CompiledLeftovers.drop(state, state.getCompilationState(settings) as ReplCompilationState<*>)

    /** Compiles a cell to its end, or until it is [unwanted]: then it leaves nothing, like one that does not compile. */
    fun compile(
        code: CellText,
        settings: ScriptCompilationConfiguration,
        unwanted: BooleanSupplier,
    ): ResultWithDiagnostics<LinkedSnippet<KJvmCompiledScript>> {
        val analyzer = (state.getCompilationState(settings) as ReplCompilationState<*>).analyzerEngine as CellAnalyzer
        val before = analyzer.before()
        val cells = state.history.size
        try {
            return Wanted.until(unwanted) { await { compile(code, settings) } }
        } finally {
            analyzer.forgetUnfinished(state.history.size)
            if (state.history.size == cells && unwanted.asBoolean) {
                analyzer.giveUp(code.name, before)
            }
        }
    }

    /** What could stand at [offset], in the order of the engine. */
    fun complete(code: CellText, offset: Int, settings: ScriptCompilationConfiguration): Completions.Found {
        val marked = CellText(code.name, prepareCodeForCompletion(code.text, offset))
        return ask(marked, settings) { asked, _ -> names.candidates(asked, offset, settings) }.valueOrNull()
            ?: Completions.Found(emptyList(), null)
    }

    /** What the name that ends at [offset] stands for. */
    fun named(code: CellText, offset: Int, settings: ScriptCompilationConfiguration): List<String> =
        ask(code, settings) { asked, _ -> names.named(asked, offset) }.valueOrNull().orEmpty()

    /** What is wrong with code, and the type of its last expression. */
    fun analyze(code: CellText, settings: ScriptCompilationConfiguration): ResultWithDiagnostics<ReplAnalyzerResult> =
        ask(code, settings) { asked, messages ->
            ReplAnalyzerResult {
                analysisDiagnostics(messages().filter { it.severity >= Severity.WARNING }.asSequence())
                renderedResultType(asked.result?.let { DescriptorRenderer.SHORT_NAMES_IN_TYPES.renderType(it.type) })
            }
        }

    private fun <T> ask(
        code: CellText,
        settings: ScriptCompilationConfiguration,
        answer: (Asked, () -> List<ScriptDiagnostic>) -> T,
    ): ResultWithDiagnostics<T> =
        withMessageCollector(code) { messages ->
            val refined = settings.refineBeforeParsing(code).valueOr { return@withMessageCollector it }
            val compilation = state.getCompilationState(refined) as ReplCompilationState<*>
            updateResolutionFilterWithHistory(settings)
            val (_, reports, file) =
                prepareForAnalyze(code, messages, compilation, failOnSyntaxErrors = false)
                    .valueOr { return@withMessageCollector it }
            val analyzer = compilation.analyzerEngine as CellAnalyzer
            analyzer.ask(file, state.getNextLineNo() + 1) { asked ->
                answer(asked) {
                    AnalyzerWithCompilerReport.reportDiagnostics(
                        asked.bindings.diagnostics,
                        reports,
                        renderDiagnosticName = false,
                    )
                    messages.diagnostics
                }.asSuccess()
            }
        }
}
