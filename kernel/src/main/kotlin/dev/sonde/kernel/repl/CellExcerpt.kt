package dev.sonde.kernel.repl

import org.jetbrains.kotlin.com.intellij.openapi.util.TextRange
import org.jetbrains.kotlin.com.intellij.psi.PsiElement
import org.jetbrains.kotlin.com.intellij.psi.PsiErrorElement
import org.jetbrains.kotlin.psi.KtBlockExpression
import org.jetbrains.kotlin.psi.KtCallExpression
import org.jetbrains.kotlin.psi.KtClassOrObject
import org.jetbrains.kotlin.psi.KtDeclaration
import org.jetbrains.kotlin.psi.KtExpression
import org.jetbrains.kotlin.psi.KtFile
import org.jetbrains.kotlin.psi.KtFunction
import org.jetbrains.kotlin.psi.KtFunctionLiteral
import org.jetbrains.kotlin.psi.KtProperty
import org.jetbrains.kotlin.psi.KtScript
import org.jetbrains.kotlin.psi.KtScriptInitializer
import org.jetbrains.kotlin.psi.KtThisExpression
import org.jetbrains.kotlin.psi.psiUtil.anyDescendantOfType
import org.jetbrains.kotlin.psi.psiUtil.endOffset
import org.jetbrains.kotlin.psi.psiUtil.startOffset

/**
 * The part of a cell that the completion at one of its places depends on.
 *
 * What the compiler would analyze for nothing is left out: declarations that no text in sight names and that are no
 * candidates themselves, bodies of functions other than the one around the place, and what runs beside it. A declaration
 * that is left out cannot matter, as every use of it writes its name; operators, which are used without, stay.
 *
 * @property text to be asked about instead of the cell
 * @property offset where the place is in it
 */
internal class CellExcerpt(
    val text: String,
    val offset: Int,
) {
    private class Cutting(
        private val file: KtFile,
        offset: Int,
    ) {
        private val place = file.findElementAt(offset)
        private val way = generateSequence(place) { it.parent }.toList()
        private val cut = ArrayList<TextRange>()
        private val candidates = CandidateNames.at(file, offset)

        fun left(): List<TextRange>? {
            val script = way.firstNotNullOfOrNull { it as? KtScript } ?: return null
            val body = script.blockExpression
            if (body !in way || body.children.any { it is PsiErrorElement }) return null
            way.zipWithNext { inner, outer -> if (outer is KtBlockExpression && outer != body) block(outer, inner) }
            script(body)
            return kept(file.textRange)
        }

        // the innermost first: what stays there tells what is needed farther out
        private fun block(block: KtBlockExpression, inner: PsiElement) {
            val (before, after) =
                block.statements
                    .filter {
                        it != inner
                    }.partition { it.startOffset < inner.startOffset }
            after.forEach { cut += it.textRange }
            keep(before, words(inner).toMutableSet()) { statement, words ->
                (statement is KtDeclaration && candidates.isNeeded(statement, words)) ||
                    (block.parent is KtFunctionLiteral && isPlainCall(statement)) ||
                    (statement !is KtFunction && statement !is KtClassOrObject && maySayMore(statement, words))
            }
        }

        // such as add("a"), from which it is inferred what a list has that its braces build
        private fun isPlainCall(statement: KtExpression) =
            statement is KtCallExpression && statement.lambdaArguments.isEmpty()

        // of a type, as a check of null does; so may a later check of what is declared from it
        private fun maySayMore(statement: KtExpression, words: Set<String>) =
            statement.anyDescendantOfType<KtThisExpression>() || CellWords.values(statement).any(words::contains)

        private fun <S : KtExpression> keep(
            statements: List<S>,
            words: MutableSet<String>,
            isNeeded: (S, Set<String>) -> Boolean,
        ) {
            val open = statements.toMutableList()
            do {
                val needed = open.filter { hasErrors(it) || isNeeded(it, words) }
                needed.forEach(::shorten)
                needed.flatMapTo(words, ::words)
                open -= needed.toSet()
            } while (needed.isNotEmpty())
            open.forEach { cut += it.textRange }
        }

        private fun script(body: KtBlockExpression) {
            val here = body.children.firstOrNull { it in way } ?: return
            val others = body.children.filter { it is KtDeclaration && it != here }
            val (runs, declared) = others.partition { it is KtScriptInitializer }
            runs.filterNot(::hasErrors).forEach { cut += it.textRange } // no type depends on what a cell runs beside it
            way.filterIsInstance<KtDeclaration>().forEach { BodyCuts.around(it, way) { range -> cut += range } }
            val words = (listOf(here) + runs.filter(::hasErrors)).flatMapTo(HashSet(), ::words)
            keep(declared.filterIsInstance<KtDeclaration>(), words, candidates::isNeeded)
        }

        private fun shorten(statement: KtExpression) {
            val isLocal = statement is KtProperty && statement.isLocal // its value may say more of another's type
            if (statement is KtDeclaration && !isLocal && !hasErrors(statement)) BodyCuts.of(statement) { cut += it }
        }

        private fun hasErrors(element: PsiElement) = element.anyDescendantOfType<PsiErrorElement>()

        private fun words(element: PsiElement) =
            CellWords.of(kept(element.textRange).joinToString(" ") { it.substring(file.text) })

        private fun kept(whole: TextRange): List<TextRange> {
            val parts = ArrayList<TextRange>()
            var from = whole.startOffset
            for (gap in cut.filter(whole::contains).sortedBy { it.startOffset }) {
                if (gap.startOffset >= from) parts += TextRange(from, gap.startOffset)
                from = maxOf(from, gap.endOffset)
            }
            return parts + TextRange(from, whole.endOffset)
        }
    }

    companion object {
        /**
         * The excerpt around a place.
         *
         * @param file the cell with a word at the place
         * @param mark of how many characters that word is longer than in the cell
         */
        fun of(file: KtFile, offset: Int, mark: Int): CellExcerpt {
            val left = Cutting(file, offset).left() ?: listOf(file.textRange)
            val moved = left.sumOf { maxOf(0, minOf(it.endOffset, offset) - it.startOffset) }
            val text = left.joinToString("") { it.substring(file.text) }
            return CellExcerpt(text.removeRange(moved, moved + mark), moved)
        }
    }
}
