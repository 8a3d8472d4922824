package dev.sonde.kernel.repl

import org.jetbrains.kotlin.descriptors.ScriptDescriptor
import org.jetbrains.kotlin.lexer.KtTokens
import org.jetbrains.kotlin.psi.KtCallExpression
import org.jetbrains.kotlin.psi.KtDeclaration
import org.jetbrains.kotlin.psi.KtDestructuringDeclaration
import org.jetbrains.kotlin.psi.KtExpression
import org.jetbrains.kotlin.psi.KtNameReferenceExpression
import org.jetbrains.kotlin.psi.KtNamedFunction
import org.jetbrains.kotlin.psi.KtScript
import org.jetbrains.kotlin.psi.psiUtil.collectDescendantsOfType
import org.jetbrains.kotlin.resolve.DescriptorToSourceUtils

/** Which names a cell declares, and which ones a text may use. */
internal object CellWords {
    private val word = Regex("`([^`\\n]+)`|[\\p{L}_][\\p{L}\\p{Nd}_]*")

    /** Every word of a text, in comments and strings too. */
    fun of(text: String): Set<String> = word.findAll(text).mapTo(HashSet()) { it.groupValues[1].ifEmpty { it.value } }

    /**
     * What a cell declares for later ones, with the name of its result.
     *
     * @return null if a text can use some of it without a word for it, as it does with operators
     */
    fun declared(cell: ScriptDescriptor): Set<String>? {
        val script = DescriptorToSourceUtils.descriptorToDeclaration(cell) as? KtScript ?: return null
        val names = HashSet<String>()
        cell.resultValue?.let { names += it.name.asString() }
        script.declarations.forEach {
            if (it is KtNamedFunction && it.hasModifier(KtTokens.OPERATOR_KEYWORD)) {
                return null
            }
            names += namesOf(it)
        }
        return names
    }

    /** The names of values that code reads or sets; not of functions that it calls. */
    fun values(code: KtExpression): List<String> =
        code
            .collectDescendantsOfType<KtNameReferenceExpression>()
            .filter { (it.parent as? KtCallExpression)?.calleeExpression != it }
            .map { it.getReferencedName() }

    /** What a declaration declares; nothing if it has no name. */
    fun namesOf(declaration: KtDeclaration) =
        if (declaration is KtDestructuringDeclaration) {
            declaration.entries.mapNotNull { it.name }
        } else {
            listOfNotNull(declaration.name)
        }
}
