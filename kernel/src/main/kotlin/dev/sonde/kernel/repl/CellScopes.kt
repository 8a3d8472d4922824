package dev.sonde.kernel.repl

import org.jetbrains.kotlin.cli.jvm.compiler.KotlinCoreEnvironment
import org.jetbrains.kotlin.container.StorageComponentContainer
import org.jetbrains.kotlin.container.useInstance
import org.jetbrains.kotlin.descriptors.ModuleDescriptor
import org.jetbrains.kotlin.descriptors.ScriptDescriptor
import org.jetbrains.kotlin.extensions.StorageComponentContainerContributor
import org.jetbrains.kotlin.platform.TargetPlatform
import org.jetbrains.kotlin.psi.KtFile
import org.jetbrains.kotlin.resolve.FilePreprocessorExtension
import org.jetbrains.kotlin.resolve.lazy.FileScopeFactory
import org.jetbrains.kotlin.resolve.lazy.FileScopes
import org.jetbrains.kotlin.resolve.lazy.FileScopesCustomizer
import org.jetbrains.kotlin.resolve.lazy.fileScopesCustomizer
import org.jetbrains.kotlin.resolve.scopes.HierarchicalScope
import org.jetbrains.kotlin.resolve.scopes.LexicalScope
import org.jetbrains.kotlin.resolve.scopes.utils.parentsWithSelf

/**
 * Where the names of a cell are looked up: in those earlier cells that declare one of them.
 *
 * The engine looks every name up in all earlier cells, newest first, so that a cell takes the longer to compile the more
 * cells there are. A cell that declares nothing that the text mentions cannot answer, and is left out.
 */
internal class CellScopes :
    FilePreprocessorExtension,
    StorageComponentContainerContributor {
    /** @property names what it declares; null if it must always be in sight */
    private class Earlier(
        val names: Set<String>?,
        val scopes: List<LexicalScope>,
    )

    private val earlier = LinkedHashMap<ScriptDescriptor, Earlier>()

    /** Takes part in the analyses of an engine; before the first of them. */
    fun attach(environment: KotlinCoreEnvironment) =
        StorageComponentContainerContributor.registerExtension(environment.project, this)

    override fun registerModuleComponents(
        container: StorageComponentContainer,
        platform: TargetPlatform,
        moduleDescriptor: ModuleDescriptor,
    ) = container.useInstance(this)

    override fun preprocessFile(file: KtFile) {
        val engine = file.fileScopesCustomizer ?: return
        file.fileScopesCustomizer =
            object : FileScopesCustomizer {
                override fun createFileScopes(fileScopeFactory: FileScopeFactory): FileScopes {
                    val scopes = engine.createFileScopes(fileScopeFactory)
                    return scopes.copy(lexicalScope = inSight(scopes.lexicalScope, file))
                }
            }
    }

    // last: where the engine looks first, the scope of the last cell
    private fun inSight(last: LexicalScope, file: KtFile): LexicalScope {
        val cell = cellOf(last) ?: return last
        val scopes = last.parentsWithSelf.filterIsInstance<LexicalScope>().toList()
        if (cell !in earlier) {
            earlier[cell] = Earlier(CellWords.declared(cell), scopes.takeWhile { cellOf(it) == cell })
        }
        val bottom = scopes.first { cellOf(it) == null }
        val words = CellWords.of(file.text)
        return earlier.values.filter { it.names?.any(words::contains) ?: true }.fold(bottom, ::placed)
    }

    // the innermost scope is of the cell's constructor, the outermost of the package
    private fun cellOf(scope: LexicalScope) =
        generateSequence(scope.ownerDescriptor) { it.containingDeclaration }
            .firstNotNullOfOrNull { it as? ScriptDescriptor }

    private fun placed(below: LexicalScope, cell: Earlier) =
        cell.scopes.foldRight(below) { scope, parent -> Placed(scope, parent) }

    /** A scope of an earlier cell, with another parent. */
    private class Placed(
        scope: LexicalScope,
        override val parent: HierarchicalScope,
    ) : LexicalScope by scope
}
