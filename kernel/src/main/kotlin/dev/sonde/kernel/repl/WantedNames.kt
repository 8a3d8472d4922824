package dev.sonde.kernel.repl

import org.jetbrains.kotlin.name.Name
import org.jetbrains.kotlin.psi.KtCallExpression
import org.jetbrains.kotlin.psi.KtFile
import org.jetbrains.kotlin.psi.psiUtil.getParentOfType
import java.util.NavigableMap

/**
 * Which names can matter to the completion at a place.
 *
 * @param prefix what they begin with, in whatever letters
 * @param called the function that is called there, which matters for its parameters
 */
internal class WantedNames private constructor(
    private val prefix: String,
    private val called: String?,
) : (Name) -> Boolean {
    /** Whether every name can. */
    val isAll get() = prefix.isEmpty()

    override fun invoke(name: Name) =
        !name.isSpecial && (name.identifier.startsWith(prefix, ignoreCase = true) || name.identifier == called)

    /** What can matter of things by their names, in an order that goes by letters and not by case. */
    fun <T> of(named: NavigableMap<String, out List<T>>): Sequence<T> {
        val begun =
            named
                .tailMap(prefix, true)
                .asSequence()
                .takeWhile { it.key.startsWith(prefix, ignoreCase = true) }
                .flatMap { it.value }
        val other = called?.takeUnless { it.startsWith(prefix, ignoreCase = true) }
        return begun + other?.let { named[it] }.orEmpty()
    }

    companion object {
        /** Those of one name. */
        fun exactly(name: String) = WantedNames(name, null)

        fun at(file: KtFile, offset: Int): WantedNames {
            val element = file.findElementAt(offset) ?: return WantedNames("", null)
            val start = element.textRange.startOffset
            val prefix = element.text.take(offset - start).takeLastWhile { it.isJavaIdentifierPart() }
            return WantedNames(prefix, element.getParentOfType<KtCallExpression>(true)?.calleeExpression?.text)
        }
    }
}
