package dev.sonde.kernel.repl

import org.jetbrains.kotlin.descriptors.DeclarationDescriptor
import org.jetbrains.kotlin.descriptors.ScriptDescriptor
import org.jetbrains.kotlin.name.Name
import org.jetbrains.kotlin.resolve.BindingContext
import org.jetbrains.kotlin.resolve.scopes.DescriptorKindExclude
import org.jetbrains.kotlin.resolve.scopes.DescriptorKindFilter
import org.jetbrains.kotlin.resolve.scopes.HierarchicalScope
import org.jetbrains.kotlin.resolve.scopes.ImportingScope
import org.jetbrains.kotlin.resolve.scopes.LexicalScope
import org.jetbrains.kotlin.util.slicedMap.ReadOnlySlice
import java.util.IdentityHashMap

/**
 * An analysis of code whose scopes offer the [wanted] names only.
 *
 * The engine's completion asks every scope for all that it has, several times. Here names are chosen before anything is
 * read of what they name, and cells are no receivers, which would all be matched with every extension: their names are
 * those of one scope around the code.
 *
 * @param asked the code itself
 * @param cells the names of the cells that ran, the newest first
 * @param extendable what can be extended there, if that is known
 */
internal class NearScopes(
    private val analysis: BindingContext,
    private val asked: ScriptDescriptor,
    private val wanted: WantedNames,
    private val cells: Sequence<DeclarationDescriptor>,
    private val imports: ImportedNames,
    private val extendable: Extendable?,
) : BindingContext by analysis {
    private val near = IdentityHashMap<HierarchicalScope, HierarchicalScope>()

    @Suppress("UNCHECKED_CAST")
    override fun <K : Any, V : Any> get(slice: ReadOnlySlice<K, V>?, key: K?): V? {
        val found = analysis.get(slice, key)
        return if (slice === BindingContext.LEXICAL_SCOPE && found is LexicalScope) near(found) as V else found
    }

    private fun near(scope: HierarchicalScope): HierarchicalScope =
        near.getOrPut(scope) {
            when {
                scope is ImportingScope -> NearImports(scope, afterwards(scope))
                scope !is LexicalScope -> scope
                isOfCell(scope) -> near(scope.parent)
                scope.parent is ImportingScope -> CellNames(scope)
                else -> NearNames(scope)
            }
        }

    private fun isOfCell(scope: LexicalScope) =
        generateSequence(scope.ownerDescriptor) { it.containingDeclaration }
            .firstNotNullOfOrNull { it as? ScriptDescriptor }
            .let { it != null && it !== asked }

    // every cell brings a scope of the package that it is in, and each of them reads the classes of all cells
    private fun afterwards(scope: ImportingScope) =
        generateSequence(scope.parent) { it.parent }
            .firstOrNull { !it.toString().startsWith("Scope for current package") }
            ?.let { near(it) as ImportingScope }

    private inner class CellNames(
        private val scope: LexicalScope,
    ) : LexicalScope by scope {
        override val parent get() = near(scope.parent)

        override fun getContributedDescriptors(kindFilter: DescriptorKindFilter, nameFilter: (Name) -> Boolean) =
            cells.filter { wanted(it.name) && nameFilter(it.name) && kindFilter.accepts(it) }.toList()
    }

    private inner class NearNames(
        private val scope: LexicalScope,
    ) : LexicalScope by scope {
        override val parent get() = near(scope.parent)

        override fun getContributedDescriptors(kindFilter: DescriptorKindFilter, nameFilter: (Name) -> Boolean) =
            scope.getContributedDescriptors(kindFilter) { wanted(it) && nameFilter(it) }
    }

    private inner class NearImports(
        private val scope: ImportingScope,
        override val parent: ImportingScope?,
    ) : ImportingScope by scope {
        override fun getContributedDescriptors(kindFilter: DescriptorKindFilter, nameFilter: (Name) -> Boolean) =
            getContributedDescriptors(kindFilter, nameFilter, false)

        override fun getContributedDescriptors(
            kindFilter: DescriptorKindFilter,
            nameFilter: (Name) -> Boolean,
            changeNamesForAliased: Boolean,
        ): List<DeclarationDescriptor> {
            val found = imports.of(scope, kindFilter, wanted, changeNamesForAliased).filter { nameFilter(it.name) }
            val filter = extendable.takeIf { DescriptorKindExclude.NonExtensions in kindFilter.excludes }
            return (if (filter == null) found else found.filter(filter::mayBeExtendedBy)).toList()
        }
    }
}
