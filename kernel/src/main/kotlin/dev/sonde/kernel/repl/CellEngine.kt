package dev.sonde.kernel.repl

import org.jetbrains.kotlin.cli.common.messages.AnalyzerWithCompilerReport
import org.jetbrains.kotlin.descriptors.CallableMemberDescriptor
import org.jetbrains.kotlin.descriptors.DeclarationDescriptor
import org.jetbrains.kotlin.descriptors.ScriptDescriptor
import org.jetbrains.kotlin.name.Name
import org.jetbrains.kotlin.psi.KtFile
import org.jetbrains.kotlin.psi.KtSimpleNameExpression
import org.jetbrains.kotlin.psi.psiUtil.getParentOfType
import org.jetbrains.kotlin.renderer.DescriptorRenderer
import org.jetbrains.kotlin.resolve.BindingContext
import org.jetbrains.kotlin.resolve.scopes.DescriptorKindFilter
import org.jetbrains.kotlin.scripting.compiler.plugin.impl.KJvmReplCompilerBase
import org.jetbrains.kotlin.scripting.compiler.plugin.impl.ReplCompilationState
import org.jetbrains.kotlin.scripting.compiler.plugin.impl.ScriptDiagnosticsMessageCollector
import org.jetbrains.kotlin.scripting.compiler.plugin.impl.withMessageCollector
import org.jetbrains.kotlin.scripting.compiler.plugin.repl.JvmReplCompilerState
import org.jetbrains.kotlin.scripting.ide_common.idea.codeInsight.ReferenceVariantsHelper
import org.jetbrains.kotlin.scripting.ide_services.compiler.impl.IdeLikeReplCodeAnalyzer
import org.jetbrains.kotlin.scripting.ide_services.compiler.impl.IdeLikeReplCodeAnalyzer.ReplLineAnalysisResultWithStateless.Stateless
import org.jetbrains.kotlin.scripting.ide_services.compiler.impl.getKJvmCompletion
import org.jetbrains.kotlin.scripting.ide_services.compiler.impl.prepareCodeForCompletion
import java.util.IdentityHashMap
import kotlin.script.experimental.api.ReplAnalyzerResult
import kotlin.script.experimental.api.ResultWithDiagnostics
import kotlin.script.experimental.api.ScriptCompilationConfiguration
import kotlin.script.experimental.api.ScriptDiagnostic.Severity
import kotlin.script.experimental.api.SourceCodeCompletionVariant
import kotlin.script.experimental.api.analysisDiagnostics
import kotlin.script.experimental.api.asSuccess
import kotlin.script.experimental.api.refineBeforeParsing
import kotlin.script.experimental.api.renderedResultType
import kotlin.script.experimental.api.valueOr
import kotlin.script.experimental.jvm.defaultJvmScriptingHostConfiguration

/**
 * The K1 REPL engine, with answers to questions about code that does not run. The one of `kotlin-scripting-ide-services`
 * answers them too, but its completion reads every name of every cell and of every default import for each answer.
 */
internal class CellEngine(
    parser: CellParser,
    private val inSight: CellScopes = CellScopes(),
) : KJvmReplCompilerBase<IdeLikeReplCodeAnalyzer>(
        defaultJvmScriptingHostConfiguration,
        JvmReplCompilerState(
            { settings ->
                createCompilationState(settings, defaultJvmScriptingHostConfiguration) { context, filter ->
                    inSight.attach(context.environment)
                    parser.attach(context.environment)
                    IdeLikeReplCodeAnalyzer(context.environment, filter)
                }
            },
        ),
    ) {
    private val names = IdentityHashMap<ScriptDescriptor, List<DeclarationDescriptor>>()

    /** Lets go of what no later cell needs of the last one, which compiled. */
    fun compiled(code: CellText, settings: ScriptCompilationConfiguration) =
        CompiledLeftovers.drop(state, state.getCompilationState(settings) as ReplCompilationState<*>, code.text)

    /** What could stand at [offset], in the order of the engine. */
    fun complete(
        code: CellText,
        offset: Int,
        settings: ScriptCompilationConfiguration,
    ): List<SourceCodeCompletionVariant> {
        val marked = CellText(code.name, prepareCodeForCompletion(code.text, offset))
        val answer =
            withMessageCollector(marked) { messages ->
                val (file, known) = analyze(marked, settings, messages).valueOr { return@withMessageCollector it }
                val scopes = scopes(file, known, WantedNames.at(file, offset))
                getKJvmCompletion(file, scopes, known.resolutionFacade, known.moduleDescriptor, offset, settings)
                    .toList()
                    .asSuccess()
            }
        return (answer as? ResultWithDiagnostics.Success)?.value.orEmpty()
    }

    /** What the name that ends at [offset] stands for. */
    fun named(code: CellText, offset: Int, settings: ScriptCompilationConfiguration): List<String> {
        val answer =
            withMessageCollector(code) { messages ->
                val (file, known) = analyze(code, settings, messages).valueOr { return@withMessageCollector it }
                named(file, offset, known).asSuccess()
            }
        return (answer as? ResultWithDiagnostics.Success)?.value.orEmpty()
    }

    private fun named(file: KtFile, offset: Int, known: Stateless): List<String> {
        val word = file.findElementAt(offset - 1)?.getParentOfType<KtSimpleNameExpression>(false) ?: return emptyList()
        val wanted = { name: Name -> !name.isSpecial && name.identifier == word.getReferencedName() }
        val variants =
            ReferenceVariantsHelper(
                scopes(file, known, wanted),
                known.resolutionFacade,
                known.moduleDescriptor,
                { true },
            ).getReferenceVariants(word, DescriptorKindFilter.ALL, wanted, filterOutShadowed = false)
        return Signatures.of(variants)
    }

    private fun scopes(file: KtFile, known: Stateless, wanted: (Name) -> Boolean): BindingContext {
        val asked = file.script?.let { known.bindingContext[BindingContext.SCRIPT, it] } ?: return known.bindingContext
        val cells = state.history.asReversed().asSequence()
        return NearScopes(
            known.bindingContext,
            asked,
            wanted,
            cells.flatMap { names.getOrPut(it.item) { declared(it.item) } },
        )
    }

    private fun declared(cell: ScriptDescriptor) =
        cell.unsubstitutedMemberScope
            .getContributedDescriptors()
            .filter { it !is CallableMemberDescriptor || it.kind.isReal }

    /** What is wrong with code, and the type of its last expression. */
    fun analyze(code: CellText, settings: ScriptCompilationConfiguration): ResultWithDiagnostics<ReplAnalyzerResult> =
        withMessageCollector(code) { messages ->
            val (_, known) = analyze(code, settings, messages).valueOr { return@withMessageCollector it }
            ReplAnalyzerResult {
                analysisDiagnostics(messages.diagnostics.filter { it.severity >= Severity.WARNING }.asSequence())
                renderedResultType(
                    known.resultProperty?.let { DescriptorRenderer.SHORT_NAMES_IN_TYPES.renderType(it.type) },
                )
            }.asSuccess()
        }

    private fun analyze(
        code: CellText,
        settings: ScriptCompilationConfiguration,
        messages: ScriptDiagnosticsMessageCollector,
    ): ResultWithDiagnostics<Pair<KtFile, Stateless>> {
        val refined = settings.refineBeforeParsing(code).valueOr { return it }
        val compilation = state.getCompilationState(refined) as ReplCompilationState<*>
        updateResolutionFilterWithHistory(settings)
        val (_, reports, file) =
            prepareForAnalyze(code, messages, compilation, failOnSyntaxErrors = false).valueOr { return it }
        val analyzer = compilation.analyzerEngine as IdeLikeReplCodeAnalyzer
        val known =
            analyzer.statelessAnalyzeWithImportedScripts(file, emptyList(), state.getNextLineNo() + 1) as Stateless
        AnalyzerWithCompilerReport.reportDiagnostics(known.diagnostics, reports, renderDiagnosticName = false)
        return Pair(file, known).asSuccess()
    }
}
