package dev.sonde.kernel.repl

import org.jetbrains.kotlin.com.intellij.openapi.util.TextRange
import org.jetbrains.kotlin.com.intellij.psi.PsiElement
import org.jetbrains.kotlin.psi.KtBlockExpression
import org.jetbrains.kotlin.psi.KtClassInitializer
import org.jetbrains.kotlin.psi.KtClassOrObject
import org.jetbrains.kotlin.psi.KtDeclaration
import org.jetbrains.kotlin.psi.KtDeclarationWithBody
import org.jetbrains.kotlin.psi.KtProperty
import org.jetbrains.kotlin.psi.psiUtil.endOffset
import org.jetbrains.kotlin.psi.psiUtil.getQualifiedElementSelector
import org.jetbrains.kotlin.psi.psiUtil.startOffset

/** What of a declaration tells nothing about its type: bodies of functions, and values of properties whose type is written. */
internal object BodyCuts {
    /** Every such part of a declaration and of those that it holds. */
    fun of(declaration: KtDeclaration, cut: (TextRange) -> Unit) {
        when (declaration) {
            is KtClassOrObject -> declaration.declarations.forEach { of(it, cut) }
            is KtClassInitializer -> cut(declaration.textRange)
            is KtProperty -> ofProperty(declaration, cut)
            is KtDeclarationWithBody -> ofFunction(declaration, cut)
        }
    }

    /** Every such part of a class that is on the [way] to a place, but for those that are on it themselves. */
    fun around(declaration: KtDeclaration, way: List<PsiElement>, cut: (TextRange) -> Unit) {
        if (declaration is KtClassOrObject) {
            declaration.declarations.filter { it !in way }.forEach { of(it, cut) }
        }
    }

    private fun ofProperty(property: KtProperty, cut: (TextRange) -> Unit) {
        if (property.typeReference == null) return
        val value = property.delegate ?: property.initializer
        val start = property.delegate ?: property.equalsToken
        if (value != null && start != null) cut(TextRange(start.startOffset, value.endOffset))
        property.accessors.forEach { ofFunction(it, cut) }
    }

    private fun ofFunction(function: KtDeclarationWithBody, cut: (TextRange) -> Unit) {
        val body = function.bodyExpression ?: return
        val equals = function.equalsToken
        if (body is KtBlockExpression && equals == null) {
            val first = body.statements.firstOrNull()
            val isContract = first?.getQualifiedElementSelector()?.text == "contract"
            if (!isContract && body.rBrace != null) cut(TextRange(body.startOffset + 1, body.endOffset - 1))
        } else if (equals != null && function.hasDeclaredReturnType()) {
            cut(TextRange(equals.startOffset, body.endOffset))
        }
    }
}
