package dev.sonde.kernel.repl

import org.jetbrains.kotlin.descriptors.DeclarationDescriptor
import org.jetbrains.kotlin.name.Name
import org.jetbrains.kotlin.resolve.scopes.DescriptorKindFilter
import org.jetbrains.kotlin.resolve.scopes.ImportingScope
import java.util.TreeMap
import java.util.WeakHashMap

/**
 * What imports bring into sight, by name. The compiler reads whole packages each time that it is asked for a few names of
 * them; here they are kept from the first question on that wants all names.
 */
internal class ImportedNames {
    private class Known {
        val names = arrayOfNulls<TreeMap<String, MutableList<DeclarationDescriptor>>>(2)
    }

    private val known = WeakHashMap<ImportingScope, Known>()

    /** Packages changed. */
    fun forget() = known.clear()

    /** What a scope has of the kinds and names that are wanted. */
    fun of(
        scope: ImportingScope,
        kinds: DescriptorKindFilter,
        wanted: WantedNames,
        aliased: Boolean,
    ): Sequence<DeclarationDescriptor> {
        val names = known.getOrPut(scope, ::Known).names
        val way = if (aliased) 1 else 0
        val byName =
            names[way]
                ?: if (wanted.isAll) byName(scope, aliased).also { names[way] = it } else null
        val found =
            byName?.let { wanted.of(it) }
                ?: scope.getContributedDescriptors(kinds, wanted, aliased).asSequence()
        return found.filter { kinds.accepts(it) }
    }

    private fun byName(scope: ImportingScope, aliased: Boolean) =
        scope
            .getContributedDescriptors(DescriptorKindFilter.ALL, EVERY, aliased)
            .filterNot { it.name.isSpecial }
            .groupByTo(TreeMap(String.CASE_INSENSITIVE_ORDER)) { it.name.identifier }

    private companion object {
        val EVERY: (Name) -> Boolean = { true }
    }
}
