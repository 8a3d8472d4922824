package dev.sonde.kernel.repl

import java.net.URL
import java.net.URLClassLoader
import java.nio.file.Path
import kotlin.script.experimental.api.ResultValue
import kotlin.script.experimental.api.ResultWithDiagnostics
import kotlin.script.experimental.api.ScriptEvaluationConfiguration
import kotlin.script.experimental.jvm.BasicJvmReplEvaluator
import kotlin.script.experimental.jvm.baseClassLoader
import kotlin.script.experimental.jvm.impl.KJvmCompiledScript
import kotlin.script.experimental.jvm.jvm
import kotlin.script.experimental.util.LinkedSnippet

/** Runs compiled cells one after the other, each in sight of the values of those before it. */
internal class CellEvaluator(
    parent: ClassLoader,
) : AutoCloseable {
    private val loader = GrowingLoader(parent)
    private val engine = BasicJvmReplEvaluator()
    private val settings = ScriptEvaluationConfiguration { jvm { baseClassLoader(loader) } }

    fun evaluate(program: LinkedSnippet<KJvmCompiledScript>): Evaluated =
        try {
            when (val result = await { engine.eval(program, settings) }) {
                is ResultWithDiagnostics.Success -> outcome(result.value.get().result)
                is ResultWithDiagnostics.Failure -> Evaluated.Failure(failure(result))
            }
        } catch (thrown: Throwable) {
            Evaluated.Failure(thrown)
        }

    fun addClasspath(files: List<Path>) = files.forEach { loader.addURL(it.toUri().toURL()) }

    override fun close() = loader.close()

    private fun outcome(result: ResultValue): Evaluated =
        when (result) {
            is ResultValue.Value -> Evaluated.Value(result.name, result.value, result.type)
            is ResultValue.Error -> Evaluated.Failure(result.error)
            else -> Evaluated.Nothing()
        }

    private fun failure(result: ResultWithDiagnostics.Failure): Throwable =
        result.reports.firstNotNullOfOrNull { it.exception }
            ?: IllegalStateException(result.reports.joinToString("\n") { it.message })

    private class GrowingLoader(
        parent: ClassLoader,
    ) : URLClassLoader(emptyArray(), parent) {
        public override fun addURL(url: URL) = super.addURL(url)
    }
}
