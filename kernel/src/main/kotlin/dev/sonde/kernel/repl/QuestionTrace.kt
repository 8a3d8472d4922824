package dev.sonde.kernel.repl

import org.jetbrains.kotlin.cli.jvm.compiler.CliBindingTrace
import org.jetbrains.kotlin.com.intellij.openapi.project.Project
import org.jetbrains.kotlin.com.intellij.psi.PsiElement
import org.jetbrains.kotlin.descriptors.DeclarationDescriptor
import org.jetbrains.kotlin.psi.KtFile
import org.jetbrains.kotlin.resolve.BindingContext
import org.jetbrains.kotlin.util.slicedMap.ReadOnlySlice
import org.jetbrains.kotlin.util.slicedMap.SlicedMapImpl
import org.jetbrains.kotlin.util.slicedMap.WritableSlice
import java.util.Collections
import java.util.IdentityHashMap

/**
 * What the compiler found out about the code of a session. While it answers a question about code that is no cell, what it
 * finds out about that code is kept apart and forgotten with the question; what it finds out about cells and libraries on
 * the way stays.
 */
internal class QuestionTrace(
    project: Project,
) : CliBindingTrace(project) {
    private var asked: Asked? = null
    private val givenUp: MutableSet<Any?> = Collections.newSetFromMap(IdentityHashMap())

    /** From now on a question about [file] is answered. */
    fun ask(file: KtFile) {
        asked = Asked(file)
    }

    /** Forgets the question. */
    fun forget() {
        asked = null
        clearDiagnostics()
    }

    override fun <K : Any?, V : Any?> record(slice: WritableSlice<K, V>, key: K, value: V) {
        val question = asked
        if (question == null || question.lasts(key, value)) {
            super.record(slice, key, value)
        } else {
            question.put(slice, key, value)
        }
    }

    override fun <K : Any?, V : Any?> get(slice: ReadOnlySlice<K, V>, key: K): V? {
        val question = asked ?: return super.get(slice, key)
        // the engine resolves a declaration that nothing is known of, and so adds to what the question knows
        return question.known(slice, key) ?: super.get(slice, key) ?: question.known(slice, key)
    }

    override fun <K : Any?, V : Any?> getKeys(slice: WritableSlice<K, V>): Collection<K> {
        val keys = super.getKeys(slice) + asked?.getKeys(slice).orEmpty()
        return if (slice === BindingContext.DEFERRED_TYPE) keys.filterNot { it in givenUp } else keys
    }

    /** Types that were still to be found out stay unknown: with the next cell, the engine would find out all of them. */
    fun giveUp() {
        givenUp.addAll(super.getKeys(BindingContext.DEFERRED_TYPE))
    }

    private class Asked(
        file: KtFile,
    ) : SlicedMapImpl(false) {
        private val keys = HashSet<Any?>()
        private val script = file.script?.fqName?.shortName()

        override fun <K : Any?, V : Any?> put(slice: WritableSlice<K, V>, key: K, value: V) {
            keys += key
            super.put(slice, key, value)
        }

        // for a key that it does not have a slice may give a default
        fun <K, V> known(slice: ReadOnlySlice<K, V>, key: K): V? = if (key in keys) get(slice, key) else null

        fun lasts(key: Any?, value: Any?) =
            when (key) {
                is PsiElement -> CellNames.runOfFile(key.containingFile.name).isPresent
                is DeclarationDescriptor -> !declares(key)
                else -> value is DeclarationDescriptor && !declares(value)
            }

        private fun declares(descriptor: DeclarationDescriptor) =
            generateSequence(descriptor) { it.containingDeclaration }.any { it.name == script }
    }
}
