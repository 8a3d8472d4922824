package dev.sonde.kernel.repl

import dev.sonde.kernel.repl.EngineMemory.field
import dev.sonde.kernel.repl.EngineMemory.read
import org.jetbrains.kotlin.com.intellij.openapi.project.Project
import org.jetbrains.kotlin.com.intellij.psi.PsiElement
import org.jetbrains.kotlin.container.ComponentProvider
import org.jetbrains.kotlin.container.getService
import org.jetbrains.kotlin.descriptors.DeclarationDescriptor
import org.jetbrains.kotlin.name.FqName
import org.jetbrains.kotlin.name.Name
import org.jetbrains.kotlin.psi.KtFile
import org.jetbrains.kotlin.resolve.MissingSupertypesResolver
import org.jetbrains.kotlin.resolve.deprecation.DeprecationResolver
import org.jetbrains.kotlin.resolve.lazy.FileScopeProvider
import org.jetbrains.kotlin.resolve.lazy.ResolveSession
import org.jetbrains.kotlin.scripting.definitions.ScriptConfigurationsProvider
import org.jetbrains.kotlin.synthetic.JavaSyntheticPropertiesScope
import org.jetbrains.kotlin.synthetic.JavaSyntheticScopes
import org.jetbrains.kotlin.synthetic.SamAdapterFunctionsScope

/**
 * What the engine keeps of code that it only answered a question about. It has no means to forget code, so its own memory
 * is reached by reflection.
 */
internal class QuestionLeftovers(
    project: Project,
    container: ComponentProvider,
    session: ResolveSession,
    private val files: Any,
    state: Any,
) {
    private val submitted: MutableMap<*, *> = read(state, "submittedLines")
    private val configurations: MutableMap<*, *> =
        read(checkNotNull(ScriptConfigurationsProvider.getInstance(project)), "cache")
    private val found = lazy { memos(container, session) }
    private val memos: List<NotedKeys> by found

    /** What there is before a question, to go back to. */
    fun before(): Any? {
        if (found.isInitialized()) memos.forEach { it.begin() }
        return packages()?.let { read(it, "delegateProvider") }
    }

    /** Lets go of the code of a file. */
    fun drop(file: KtFile, before: Any?) {
        if (before != null) {
            val packages = checkNotNull(packages())
            field(packages, "delegateProvider").set(packages, before)
            field(packages, "delegate").set(packages, before)
        }
        submitted.remove(file)
        configurations.remove(file.virtualFilePath)
        val script = file.script?.fqName?.shortName()
        memos.forEach { it.forget { key -> isOf(key, file, script) } }
    }

    // null before the first code of a session
    private fun packages(): Any? = read(files, "rootPackageProvider")

    private fun isOf(key: Any?, file: KtFile, script: Name?): Boolean =
        when (key) {
            is Name -> key == script
            is PsiElement -> key.containingFile === file
            is DeclarationDescriptor -> generateSequence(key) { it.containingDeclaration }.any { it.name == script }
            is Pair<*, *> -> isOf(key.first, file, script)
            else -> false
        }

    // answers of the engine's parts, by what they were asked for
    private fun memos(container: ComponentProvider, session: ResolveSession): List<NotedKeys> {
        val names = checkNotNull(session.getPackageFragment(FqName.ROOT)).getMemberScope()
        val deprecations = container.getService(DeprecationResolver::class.java)
        val synthetic = container.getService(JavaSyntheticScopes::class.java).scopesWithForceEnabledSamAdapters
        return listOf(
            memo(names, "classDescriptors"),
            memo(names, "typeAliasDescriptors"),
            memo(container.getService(FileScopeProvider::class.java), "cache"),
            memo(container.getService(MissingSupertypesResolver::class.java), "missingClassifiers"),
            memo(deprecations, "deprecations"),
            memo(deprecations, "isHiddenBecauseOfKotlinVersionAccessibility"),
            memo(synthetic.first { it is JavaSyntheticPropertiesScope }, "syntheticPropertyInClass"),
            memo(synthetic.first { it is SamAdapterFunctionsScope }, "extensionForFunction"),
        )
    }

    private fun memo(owner: Any, name: String) = NotedKeys.into(read(owner, name), "cache")
}
