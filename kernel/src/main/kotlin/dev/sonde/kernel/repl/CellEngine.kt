package dev.sonde.kernel.repl

import dev.sonde.kernel.repl.CellAnalyzer.Asked
import org.jetbrains.kotlin.cli.common.messages.AnalyzerWithCompilerReport
import org.jetbrains.kotlin.descriptors.CallableMemberDescriptor
import org.jetbrains.kotlin.descriptors.DeclarationDescriptor
import org.jetbrains.kotlin.descriptors.ScriptDescriptor
import org.jetbrains.kotlin.name.Name
import org.jetbrains.kotlin.psi.KtQualifiedExpression
import org.jetbrains.kotlin.psi.KtSimpleNameExpression
import org.jetbrains.kotlin.psi.psiUtil.getParentOfType
import org.jetbrains.kotlin.renderer.DescriptorRenderer
import org.jetbrains.kotlin.resolve.BindingContext
import org.jetbrains.kotlin.resolve.scopes.DescriptorKindFilter
import org.jetbrains.kotlin.scripting.compiler.plugin.impl.KJvmReplCompilerBase
import org.jetbrains.kotlin.scripting.compiler.plugin.impl.ReplCompilationState
import org.jetbrains.kotlin.scripting.compiler.plugin.impl.withMessageCollector
import org.jetbrains.kotlin.scripting.compiler.plugin.repl.JvmReplCompilerState
import org.jetbrains.kotlin.scripting.ide_common.idea.codeInsight.ReferenceVariantsHelper
import org.jetbrains.kotlin.scripting.ide_services.compiler.impl.getKJvmCompletion
import org.jetbrains.kotlin.scripting.ide_services.compiler.impl.prepareCodeForCompletion
import org.jetbrains.kotlin.types.KotlinType
import java.util.IdentityHashMap
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
    private val names = IdentityHashMap<ScriptDescriptor, List<DeclarationDescriptor>>()
    private val imports = ImportedNames()

    /** There are more packages. */
    fun classpathChanged() = imports.forget()

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
        val found =
            ask(marked, settings) { asked, _ ->
                val scopes = scopes(asked, WantedNames.at(asked.file, offset), Extendable.at(asked, offset))
                val variants =
                    getKJvmCompletion(
                        asked.file,
                        scopes,
                        asked.facade,
                        asked.facade.moduleDescriptor,
                        offset,
                        settings,
                    )
                Completions.Found(variants.toList(), receiver(asked, offset))
            }
        return found.valueOrNull() ?: Completions.Found(emptyList(), null)
    }

    private fun receiver(asked: Asked, offset: Int): String? {
        val dot = asked.file.findElementAt(offset)?.getParentOfType<KtQualifiedExpression>(true) ?: return null
        val behind = dot.selectorExpression?.textRange?.contains(offset) ?: false
        return if (behind) asked.bindings.getType(dot.receiverExpression)?.let(::rendered) else null
    }

    private fun rendered(type: KotlinType) = DescriptorRenderer.SHORT_NAMES_IN_TYPES.renderType(type)

    /** What the name that ends at [offset] stands for. */
    fun named(code: CellText, offset: Int, settings: ScriptCompilationConfiguration): List<String> =
        ask(code, settings) { asked, _ -> named(asked, offset) }.valueOrNull().orEmpty()

    private fun named(asked: Asked, offset: Int): List<String> {
        val word =
            asked.file.findElementAt(offset - 1)?.getParentOfType<KtSimpleNameExpression>(false) ?: return emptyList()
        val wanted = { name: Name -> !name.isSpecial && name.identifier == word.getReferencedName() }
        val variants =
            ReferenceVariantsHelper(
                scopes(asked, WantedNames.exactly(word.getReferencedName()), null),
                asked.facade,
                asked.facade.moduleDescriptor,
                { true },
            ).getReferenceVariants(word, DescriptorKindFilter.ALL, wanted, filterOutShadowed = false)
        return Signatures.of(variants)
    }

    private fun scopes(asked: Asked, wanted: WantedNames, extendable: Extendable?): BindingContext {
        val script = asked.script ?: return asked.bindings
        val cells = state.history.asReversed().asSequence()
        return NearScopes(
            asked.bindings,
            script,
            wanted,
            cells.flatMap { names.getOrPut(it.item) { declared(it.item) } },
            imports,
            extendable,
        )
    }

    private fun declared(cell: ScriptDescriptor) =
        cell.unsubstitutedMemberScope
            .getContributedDescriptors()
            .filter { it !is CallableMemberDescriptor || it.kind.isReal }

    /** What is wrong with code, and the type of its last expression. */
    fun analyze(code: CellText, settings: ScriptCompilationConfiguration): ResultWithDiagnostics<ReplAnalyzerResult> =
        ask(code, settings) { asked, messages ->
            ReplAnalyzerResult {
                analysisDiagnostics(messages().filter { it.severity >= Severity.WARNING }.asSequence())
                renderedResultType(asked.result?.let { rendered(it.type) })
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
