package dev.sonde.kernel.repl

import org.jetbrains.kotlin.lexer.KtTokens
import org.jetbrains.kotlin.psi.KtCallableDeclaration
import org.jetbrains.kotlin.psi.KtDeclaration
import org.jetbrains.kotlin.psi.KtFile
import org.jetbrains.kotlin.psi.KtQualifiedExpression
import org.jetbrains.kotlin.psi.KtThisExpression

/** Which declarations of a cell may be candidates at a place of it: what begins as typed, and behind a dot extends. */
internal class CandidateNames private constructor(
    private val prefix: String,
    private val ofMembers: Boolean,
) {
    /** Whether a declaration is a candidate, or one of the [words] may stand for it, or none needs to. */
    fun isNeeded(declaration: KtDeclaration, words: Set<String>): Boolean {
        val extends = declaration is KtCallableDeclaration && declaration.receiverTypeReference != null
        val fits = extends || !ofMembers
        return declaration.hasModifier(KtTokens.OPERATOR_KEYWORD) ||
            CellWords.namesOf(declaration).any { it in words || (fits && it.startsWith(prefix, ignoreCase = true)) }
    }

    companion object {
        fun at(file: KtFile, offset: Int): CandidateNames {
            val word = file.findElementAt(offset)
            val typed = word?.let { it.text.take(offset - it.textRange.startOffset) }.orEmpty()
            val name = word?.parent
            val qualified = name?.parent as? KtQualifiedExpression
            val behindDot = qualified != null && qualified.selectorExpression == name
            val ofCell = qualified?.receiverExpression is KtThisExpression // its declarations are its members
            return CandidateNames(typed, behindDot && !ofCell)
        }
    }
}
