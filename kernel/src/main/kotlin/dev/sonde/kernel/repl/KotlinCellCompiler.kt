package dev.sonde.kernel.repl

import java.nio.file.Path
import java.util.concurrent.locks.ReentrantLock
import java.util.function.BooleanSupplier
import kotlin.concurrent.withLock
import kotlin.script.experimental.api.ResultWithDiagnostics
import kotlin.script.experimental.jvm.impl.KJvmCompiledScript
import kotlin.script.experimental.util.LinkedSnippet

/**
 * Cells in Kotlin, compiled by the K1 REPL engine: the only one of Kotlin 2.3 that handles ordinary notebook code and
 * also completes it.
 *
 * @param imports what every cell imports, such as `dev.sonde.dsl.*`
 * @param classpath jars and folders that the compiler indexes; short is fast
 */
class KotlinCellCompiler(
    imports: List<String>,
    classpath: List<Path>,
) : CellCompiler {
    private val parser = CellParser()
    private val engine = CellEngine(parser)
    private val settings = CellSettings(imports, classpath)
    private val evaluator = CellEvaluator(KotlinCellCompiler::class.java.classLoader)

    // the engine's state allows one user at a time (KT-73200)
    private val turn = ReentrantLock(true)
    private var questions = 0
    private val answers = RecentAnswers()

    override fun compile(cell: CellSource, unwanted: BooleanSupplier): Compiled =
        turn.withLock {
            val compiled =
                try {
                    tried(cell, unwanted)
                } catch (failure: Throwable) {
                    Compiled.Rejected(cell, Diagnostics.ofCompilerFailure(failure))
                }
            if (compiled is Compiled.Rejected && unwanted.asBoolean) Compiled.Unwanted(cell) else compiled
        }

    private fun tried(cell: CellSource, unwanted: BooleanSupplier): Compiled {
        val source = CellText.of(cell)
        return when (val result = engine.compile(source, settings.forRun(cell), unwanted)) {
            is ResultWithDiagnostics.Success -> {
                settings.compiled()
                answers.forget()
                engine.compiled(settings.base)
                Compiled.Ok(cell, result.value)
            }

            is ResultWithDiagnostics.Failure -> {
                Compiled.Rejected(cell, Diagnostics.ofRejection(result.reports))
            }
        }
    }

    override fun evaluate(compiled: Compiled.Ok, stop: CellStop): Evaluated =
        evaluator.evaluate(program(compiled), compiled.cell().label(), stop)

    override fun abandon(compiled: Compiled.Ok) = evaluator.abandon(program(compiled))

    @Suppress("UNCHECKED_CAST")
    private fun program(compiled: Compiled.Ok) = compiled.program() as LinkedSnippet<KJvmCompiledScript>

    override fun complete(code: String, utf16Offset: Int): Completion =
        answers.completion(code, utf16Offset) ?: turn.withLock {
            val excerpt = parser.excerpt(code, utf16Offset)
            val found = engine.complete(question(excerpt.text), excerpt.offset, settings.base)
            answers.keep(code, utf16Offset, Completions.of(code, utf16Offset, found))
        }

    override fun named(code: String, utf16Offset: Int): List<String> =
        answers.named(code, utf16Offset) ?: turn.withLock {
            answers.keepNamed(code, utf16Offset, engine.named(question(code), utf16Offset, settings.base))
        }

    override fun analyze(code: String): Analysis =
        answers.analysis(code) ?: turn.withLock {
            answers.keep(code, Analyses.of(engine.analyze(question(code), settings.base)))
        }

    override fun syntax(code: String): Analysis.Syntax = parser.syntax(code) ?: analyze(code).syntax()

    // a name that was used before makes the engine's front end fail
    private fun question(code: String) = CellText("Question_${++questions}.${CellNames.EXTENSION}", code)

    override fun addClasspath(files: List<Path>) {
        turn.withLock {
            settings.addClasspath(files)
            engine.classpathChanged()
            answers.forget()
        }
        evaluator.addClasspath(files)
    }

    override fun variables(): List<CellVariable> = evaluator.variables.all()

    override fun forget(name: String): Boolean = evaluator.variables.forget(name)

    override fun close() = evaluator.close()
}
