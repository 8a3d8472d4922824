package dev.sonde.kernel.repl

import dev.sonde.kernel.repl.CellAnalyzer.Asked
import org.jetbrains.kotlin.descriptors.CallableMemberDescriptor
import org.jetbrains.kotlin.descriptors.DeclarationDescriptor
import org.jetbrains.kotlin.descriptors.ScriptDescriptor
import org.jetbrains.kotlin.name.Name
import org.jetbrains.kotlin.psi.KtQualifiedExpression
import org.jetbrains.kotlin.psi.KtSimpleNameExpression
import org.jetbrains.kotlin.psi.psiUtil.getParentOfType
import org.jetbrains.kotlin.renderer.DescriptorRenderer
import org.jetbrains.kotlin.resolve.BindingContext
import org.jetbrains.kotlin.resolve.scopes.DescriptorKindFilter
import org.jetbrains.kotlin.scripting.ide_common.idea.codeInsight.ReferenceVariantsHelper
import org.jetbrains.kotlin.scripting.ide_services.compiler.impl.getKJvmCompletion
import java.util.IdentityHashMap
import kotlin.script.experimental.api.ScriptCompilationConfiguration

/**
 * Which names there are at a place of analyzed code, and what they stand for.
 *
 * @param cells those that ran, the newest first
 */
internal class PlaceNames(
    private val cells: () -> Sequence<ScriptDescriptor>,
) {
    private val names = IdentityHashMap<ScriptDescriptor, List<DeclarationDescriptor>>()
    private val imports = ImportedNames()

    /** There are more packages. */
    fun classpathChanged() = imports.forget()

    /** What could stand at [offset], in the order of the engine. */
    fun candidates(asked: Asked, offset: Int, settings: ScriptCompilationConfiguration): Completions.Found {
        val scopes = scopes(asked, WantedNames.at(asked.file, offset), Extendable.at(asked, offset))
        val module = asked.facade.moduleDescriptor
        val variants = getKJvmCompletion(asked.file, scopes, asked.facade, module, offset, settings)
        return Completions.Found(variants.toList(), receiver(asked, offset))
    }

    private fun receiver(asked: Asked, offset: Int): String? {
        val dot = asked.file.findElementAt(offset)?.getParentOfType<KtQualifiedExpression>(true) ?: return null
        val behind = dot.selectorExpression?.textRange?.contains(offset) ?: false
        val type = if (behind) asked.bindings.getType(dot.receiverExpression) else null
        return type?.let(DescriptorRenderer.SHORT_NAMES_IN_TYPES::renderType)
    }

    /** What the name that ends at [offset] stands for. */
    fun named(asked: Asked, offset: Int): List<String> {
        val word =
            asked.file.findElementAt(offset - 1)?.getParentOfType<KtSimpleNameExpression>(false) ?: return emptyList()
        val wanted = { name: Name -> !name.isSpecial && name.identifier == word.getReferencedName() }
        val variants =
            ReferenceVariantsHelper(
                scopes(asked, WantedNames.exactly(word.getReferencedName()), null),
                asked.facade,
                asked.facade.moduleDescriptor,
                { true },
            ).getReferenceVariants(word, DescriptorKindFilter.ALL, wanted, filterOutShadowed = false)
        return Signatures.of(variants)
    }

    private fun scopes(asked: Asked, wanted: WantedNames, extendable: Extendable?): BindingContext {
        val script = asked.script ?: return asked.bindings
        return NearScopes(
            asked.bindings,
            script,
            wanted,
            cells().flatMap { names.getOrPut(it) { declared(it) } },
            imports,
            extendable,
        )
    }

    private fun declared(cell: ScriptDescriptor) =
        cell.unsubstitutedMemberScope
            .getContributedDescriptors()
            .filter { it !is CallableMemberDescriptor || it.kind.isReal }
}
