package dev.sonde.kernel.repl

import kotlin.reflect.KClass
import kotlin.script.experimental.api.CompiledScript
import kotlin.script.experimental.api.ResultWithDiagnostics
import kotlin.script.experimental.api.ScriptEvaluationConfiguration
import kotlin.script.experimental.api.asDiagnostics
import kotlin.script.experimental.api.asSuccess
import kotlin.script.experimental.jvm.impl.KJvmCompiledScript

/** A compiled cell whose classes come from a loader of ours instead of one of the engine's. */
internal class LoadedCell(
    private val script: KJvmCompiledScript,
    private val loader: ClassLoader,
) : CompiledScript by script {
    override suspend fun getClass(
        scriptEvaluationConfiguration: ScriptEvaluationConfiguration?,
    ): ResultWithDiagnostics<KClass<*>> =
        try {
            loader.loadClass(script.scriptClassFQName).kotlin.asSuccess()
        } catch (broken: Throwable) {
            ResultWithDiagnostics.Failure(broken.asDiagnostics(path = script.sourceLocationId))
        }
}
