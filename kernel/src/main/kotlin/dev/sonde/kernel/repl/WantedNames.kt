package dev.sonde.kernel.repl

import org.jetbrains.kotlin.name.Name
import org.jetbrains.kotlin.psi.KtCallExpression
import org.jetbrains.kotlin.psi.KtFile
import org.jetbrains.kotlin.psi.psiUtil.getParentOfType

/** Which names can matter to the completion at a place: what begins as typed, and the function that is called there. */
internal object WantedNames {
    fun at(file: KtFile, offset: Int): (Name) -> Boolean {
        val element = file.findElementAt(offset) ?: return { true }
        val start = element.textRange.startOffset
        val prefix = element.text.take(offset - start).takeLastWhile { it.isJavaIdentifierPart() }
        val called = element.getParentOfType<KtCallExpression>(true)?.calleeExpression?.text
        return { name ->
            !name.isSpecial && (name.identifier.startsWith(prefix, ignoreCase = true) || name.identifier == called)
        }
    }
}
