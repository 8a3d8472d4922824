package dev.sonde.kernel.repl

import org.jetbrains.kotlin.KtNodeTypes
import org.jetbrains.kotlin.cli.common.messages.AnalyzerWithCompilerReport
import org.jetbrains.kotlin.cli.common.messages.DiagnosticMessageReporter
import org.jetbrains.kotlin.cli.jvm.compiler.KotlinCoreEnvironment
import org.jetbrains.kotlin.com.intellij.openapi.project.Project
import org.jetbrains.kotlin.com.intellij.psi.PsiFile
import org.jetbrains.kotlin.diagnostics.Diagnostic
import org.jetbrains.kotlin.psi.KtConstantExpression
import org.jetbrains.kotlin.psi.KtFile
import org.jetbrains.kotlin.psi.KtPsiFactory
import org.jetbrains.kotlin.psi.psiUtil.anyDescendantOfType
import org.jetbrains.kotlin.scripting.ide_services.compiler.impl.prepareCodeForCompletion

/** Reads cells as text, at any time: unlike everything else that the engine does, while a cell compiles, too. */
internal class CellParser {
    private val character = Regex("""'(?:\\u\p{XDigit}{4}|\\[tbnr'"\\$]|[^'\\])'""")

    @Volatile
    private var project: Project? = null

    /** Can read from now on. */
    fun attach(environment: KotlinCoreEnvironment) {
        project = environment.project
    }

    /** Whether code reads as Kotlin, whatever its names mean; null before the engine is there. */
    fun syntax(code: String): Analysis.Syntax? {
        val file = file(project ?: return null, code)
        val errors = AnalyzerWithCompilerReport.reportSyntaxErrors(file, Silent)
        return when {
            !errors.isHasErrors -> if (hasTextForCharacter(file)) Analysis.Syntax.INVALID else Analysis.Syntax.COMPLETE
            errors.isAllErrorsAtEof -> Analysis.Syntax.INCOMPLETE
            else -> Analysis.Syntax.INVALID
        }
    }

    /** What the completion at [offset] depends on; the whole code before the engine is there. */
    fun excerpt(code: String, offset: Int): CellExcerpt {
        val marked = prepareCodeForCompletion(code, offset)
        val file = project?.let { file(it, marked) } ?: return CellExcerpt(code, offset)
        return CellExcerpt.of(file, offset, marked.length - code.length)
    }

    private fun file(project: Project, code: String) =
        KtPsiFactory(project, false).createFile("Question.${CellNames.EXTENSION}", code)

    // 'ab', which the parser lets pass
    private fun hasTextForCharacter(file: KtFile) =
        file.anyDescendantOfType<KtConstantExpression> {
            it.node.elementType == KtNodeTypes.CHARACTER_CONSTANT && !character.matches(it.text)
        }

    private object Silent : DiagnosticMessageReporter {
        override fun report(diagnostic: Diagnostic, file: PsiFile, render: String) = Unit
    }
}
