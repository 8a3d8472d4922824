package dev.sonde.kernel.repl

import java.net.URL
import java.net.URLClassLoader
import java.nio.file.Path
import kotlin.script.experimental.api.CompiledScript
import kotlin.script.experimental.api.EvaluationResult
import kotlin.script.experimental.api.ResultValue
import kotlin.script.experimental.api.ResultWithDiagnostics
import kotlin.script.experimental.api.ScriptDiagnostic
import kotlin.script.experimental.api.ScriptEvaluationConfiguration
import kotlin.script.experimental.api.asSuccess
import kotlin.script.experimental.jvm.BasicJvmReplEvaluator
import kotlin.script.experimental.jvm.BasicJvmScriptEvaluator
import kotlin.script.experimental.jvm.impl.KJvmCompiledModuleInMemory
import kotlin.script.experimental.jvm.impl.KJvmCompiledScript
import kotlin.script.experimental.util.LinkedSnippet

/** Runs compiled cells one after the other, each in sight of the values of those before it. */
internal class CellEvaluator(
    parent: ClassLoader,
) : AutoCloseable {
    /** What the cells declared. */
    val variables = CellVariables()

    private val libraries = GrowingLoader(parent)
    private val classes = CellClasses(libraries)
    private val shadowed = ShadowedValues()
    private val engine = BasicJvmReplEvaluator(Scripts())
    private var label = ""
    private var stop: CellStop? = null
    private var broken: Evaluated.Failure? = null

    /** Runs a cell; stack traces call it by its [label]. */
    fun evaluate(program: LinkedSnippet<KJvmCompiledScript>, label: String, stop: CellStop): Evaluated {
        this.label = label
        this.stop = stop
        return evaluate(program)
    }

    /** Lets the engine count a cell that does not run: it refuses all later ones otherwise. */
    fun abandon(program: LinkedSnippet<KJvmCompiledScript>) {
        stop = null
        evaluate(program)
    }

    private fun evaluate(program: LinkedSnippet<KJvmCompiledScript>): Evaluated {
        broken = null
        return try {
            when (val result = await { engine.eval(program, ScriptEvaluationConfiguration()) }) {
                is ResultWithDiagnostics.Success -> {
                    result.value
                        .get()
                        .result.scriptInstance
                        ?.let(variables::add)
                    outcome(result.value.get().result)
                }

                is ResultWithDiagnostics.Failure -> {
                    Evaluated.Failure(failure(result.reports))
                }
            }
        } catch (thrown: Throwable) {
            Evaluated.Failure(thrown)
        } finally {
            PartialCell.take()
        }
    }

    fun addClasspath(files: List<Path>) = files.forEach { libraries.addURL(it.toUri().toURL()) }

    override fun close() = libraries.close()

    private fun outcome(result: ResultValue): Evaluated =
        broken ?: when (result) {
            is ResultValue.Value -> Evaluated.Value(result.name, result.value, result.type)
            is ResultValue.Error -> Evaluated.Failure(result.error)
            else -> Evaluated.Nothing()
        }

    private fun failure(reports: List<ScriptDiagnostic>): Throwable =
        reports.firstNotNullOfOrNull { it.exception }
            ?: IllegalStateException(reports.joinToString("\n") { it.message })

    /** Whatever goes wrong counts as the cell's error, also when its class cannot be loaded. */
    private inner class Scripts : BasicJvmScriptEvaluator() {
        override suspend fun invoke(
            compiledScript: CompiledScript,
            scriptEvaluationConfiguration: ScriptEvaluationConfiguration,
        ): ResultWithDiagnostics<EvaluationResult> {
            val result = stop?.let { super.invoke(load(compiledScript, it), scriptEvaluationConfiguration) }
            if (result is ResultWithDiagnostics.Success) {
                val returned = result.value.returnValue
                returned.scriptInstance?.let(shadowed::ran)
                return if (returned is ResultValue.Error) kept(returned, result) else result
            }
            val error = result?.let { failure(it.reports) } ?: CellStopped()
            return EvaluationResult(ResultValue.Error(error, null, Unit::class), scriptEvaluationConfiguration)
                .asSuccess()
        }

        /**
         * For the engine a cell that failed has no object, so that later cells could use none of its names. If no memory
         * is left, they cannot use its values all the same: likely those fill it, and no other cell could run.
         */
        private fun kept(
            failed: ResultValue.Error,
            result: ResultWithDiagnostics.Success<EvaluationResult>,
        ): ResultWithDiagnostics<EvaluationResult> {
            val partial = PartialCell.take().orElse(null) ?: return result
            val cell = partial.cell()
            val unset = if (FullMemory.lasts(failed.error)) partial.release() else partial.keep()
            broken = Evaluated.Failure(failed.error, true, unset)
            shadowed.ran(cell)
            return EvaluationResult(ResultValue.Unit(cell::class, cell), result.value.configuration).asSuccess()
        }

        private fun load(script: CompiledScript, stop: CellStop): CompiledScript {
            val compiled = script as KJvmCompiledScript
            val module = compiled.getCompiledModule() as KJvmCompiledModuleInMemory
            val code = CellCode.of(label, module.compilerOutputFiles)
            val loader = classes.add(code)
            stop.covers(loader)
            shadowed.readBy(code)
            return LoadedCell(compiled, loader)
        }
    }

    private class GrowingLoader(
        parent: ClassLoader,
    ) : URLClassLoader(emptyArray(), parent) {
        public override fun addURL(url: URL) = super.addURL(url)
    }
}
