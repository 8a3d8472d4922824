package dev.sonde.kernel.repl

import org.jetbrains.kotlin.cli.common.repl.LineId
import org.jetbrains.kotlin.scripting.compiler.plugin.impl.currentLineId
import org.jetbrains.kotlin.scripting.ide_services.compiler.completion
import org.jetbrains.kotlin.scripting.ide_services.compiler.filterOutShadowedDescriptors
import org.jetbrains.kotlin.scripting.ide_services.compiler.nameFilter
import java.nio.file.Path
import kotlin.script.experimental.api.ScriptCompilationConfiguration
import kotlin.script.experimental.api.asSuccess
import kotlin.script.experimental.api.compilerOptions
import kotlin.script.experimental.api.defaultImports
import kotlin.script.experimental.api.fileExtension
import kotlin.script.experimental.api.hostConfiguration
import kotlin.script.experimental.api.refineConfiguration
import kotlin.script.experimental.api.repl
import kotlin.script.experimental.host.ScriptingHostConfiguration
import kotlin.script.experimental.jvm.defaultJvmScriptingHostConfiguration
import kotlin.script.experimental.jvm.jvm
import kotlin.script.experimental.jvm.updateClasspath

/** How cells are compiled: the same for all but for their number. */
internal class CellSettings(
    private val imports: List<String>,
    private var classpath: List<Path>,
) {
    var base = settings()
        private set

    private var imported = false

    private fun settings() =
        ScriptCompilationConfiguration {
            hostConfiguration(ScriptingHostConfiguration(defaultJvmScriptingHostConfiguration))
            fileExtension(CellNames.EXTENSION)
            refineConfiguration { beforeCompiling { (_, configuration) -> withImports(configuration).asSuccess() } }
            jvm { updateClasspath(classpath.map { it.toFile() }) }
            // strict, K1 finds no equals(Any?) in a record of a @NullMarked package, and a == b does not compile
            compilerOptions("-jvm-target", "17", "-no-stdlib", "-Xjspecify-annotations=warn")
            completion {
                nameFilter { name, typed -> name.startsWith(typed, ignoreCase = true) }
                filterOutShadowedDescriptors(false)
            }
        }

    // a cell sees the imports of all cells before it; were they repeated, each cell would add a set of scopes to those that
    // every name is looked up in, and compiling would take longer with each
    private fun withImports(configuration: ScriptCompilationConfiguration) =
        if (imported) configuration else ScriptCompilationConfiguration(configuration) { defaultImports(imports) }

    /** A cell compiled, and those after it see its imports. */
    fun compiled() {
        imported = true
    }

    /** The settings of one run; the engine names the result after the line id, so that `res7` is `Out[7]`. */
    fun forRun(cell: CellSource) =
        ScriptCompilationConfiguration(base) {
            repl { currentLineId(LineId(cell.number(), 0, cell.code().hashCode())) }
        }

    fun addClasspath(files: List<Path>) {
        classpath = classpath + files
        base = settings() // whole: what is added to a copy takes the place of what was there
    }
}
