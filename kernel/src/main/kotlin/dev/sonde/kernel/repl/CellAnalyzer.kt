package dev.sonde.kernel.repl

import org.jetbrains.kotlin.cli.jvm.compiler.KotlinCoreEnvironment
import org.jetbrains.kotlin.container.ComponentProvider
import org.jetbrains.kotlin.descriptors.PropertyDescriptor
import org.jetbrains.kotlin.descriptors.ScriptDescriptor
import org.jetbrains.kotlin.psi.KtFile
import org.jetbrains.kotlin.resolve.BindingContext
import org.jetbrains.kotlin.resolve.calls.tower.ImplicitsExtensionsResolutionFilter
import org.jetbrains.kotlin.resolve.lazy.declarations.FileBasedDeclarationProviderFactory
import org.jetbrains.kotlin.scripting.compiler.plugin.repl.ReplCodeAnalyzerBase
import org.jetbrains.kotlin.scripting.ide_services.compiler.impl.KotlinResolutionFacadeForRepl

/** The front end of the compiler: it analyzes cells, and code that is no cell, which it forgets again. */
internal class CellAnalyzer private constructor(
    private val environment: KotlinCoreEnvironment,
    filter: ImplicitsExtensionsResolutionFilter,
    private val found: QuestionTrace,
) : ReplCodeAnalyzerBase(environment, found, filter) {
    private val leftovers =
        QuestionLeftovers(environment.project, container, resolveSession, scriptDeclarationFactory, replState)

    constructor(environment: KotlinCoreEnvironment, filter: ImplicitsExtensionsResolutionFilter) :
        this(environment, filter, QuestionTrace(environment.project))

    /**
     * Code that is no cell, analyzed.
     *
     * @property result the value of its last expression, if it has one
     */
    class Asked(
        val file: KtFile,
        val script: ScriptDescriptor?,
        val bindings: BindingContext,
        val facade: KotlinResolutionFacadeForRepl,
    ) {
        val result: PropertyDescriptor? get() = script?.resultValue
    }

    /**
     * Takes the names of a cell out of sight that was analyzed, but not compiled to its end: the engine takes it for one of
     * the cells.
     *
     * @param cells how many cells were compiled to their end
     */
    fun forgetUnfinished(cells: Int) {
        val analyzed: MutableList<*> = EngineMemory.read(EngineMemory.read(replState, "successfulLines"), "history")
        while (analyzed.size > cells) {
            analyzed.removeAt(analyzed.size - 1)
        }
    }

    /** What there is before a cell is compiled, to go back to. */
    fun before(): Any? = leftovers.before()

    /** Lets go of a cell that was given up in the midst of its analysis, which the next cell would go on with. */
    fun giveUp(name: String, before: Any?) {
        found.giveUp()
        EngineMemory
            .read<Map<KtFile, *>>(replState, "submittedLines")
            .keys
            .filter { it.name == name }
            .forEach { leftovers.drop(it, before) }
    }

    /**
     * Analyzes the code of a file as if it were the next cell, and keeps nothing of it.
     *
     * @param line how many cells there are, with this one
     * @param answer what to make of it; must not let anything of it out
     */
    fun <T> ask(file: KtFile, line: Int, answer: (Asked) -> T): T {
        prepareForAnalyze(file, line)
        val before = leftovers.before()
        found.ask(file)
        try {
            scriptDeclarationFactory.setDelegateFactory(
                FileBasedDeclarationProviderFactory(resolveSession.storageManager, listOf(file)),
            )
            replState.submitLine(file)
            val script = runAnalyzer(file, emptyList()).scripts[file.script] as? ScriptDescriptor
            return answer(
                Asked(file, script, trace.bindingContext, KotlinResolutionFacadeForRepl(environment, container)),
            )
        } finally {
            found.forget()
            leftovers.drop(file, before)
        }
    }
}
