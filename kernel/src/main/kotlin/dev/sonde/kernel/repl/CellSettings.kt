package dev.sonde.kernel.repl

import org.jetbrains.kotlin.cli.common.repl.LineId
import org.jetbrains.kotlin.scripting.compiler.plugin.impl.currentLineId
import org.jetbrains.kotlin.scripting.ide_services.compiler.completion
import org.jetbrains.kotlin.scripting.ide_services.compiler.filterOutShadowedDescriptors
import org.jetbrains.kotlin.scripting.ide_services.compiler.nameFilter
import java.nio.file.Path
import kotlin.script.experimental.api.ScriptCompilationConfiguration
import kotlin.script.experimental.api.compilerOptions
import kotlin.script.experimental.api.defaultImports
import kotlin.script.experimental.api.fileExtension
import kotlin.script.experimental.api.hostConfiguration
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

    private fun settings() =
        ScriptCompilationConfiguration {
            hostConfiguration(ScriptingHostConfiguration(defaultJvmScriptingHostConfiguration))
            fileExtension(CellNames.EXTENSION)
            defaultImports(imports)
            jvm { updateClasspath(classpath.map { it.toFile() }) }
            // strict, K1 finds no equals(Any?) in a record of a @NullMarked package, and a == b does not compile
            compilerOptions("-jvm-target", "17", "-no-stdlib", "-Xjspecify-annotations=warn")
            completion {
                nameFilter { name, typed -> name.startsWith(typed, ignoreCase = true) }
                filterOutShadowedDescriptors(false)
            }
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
