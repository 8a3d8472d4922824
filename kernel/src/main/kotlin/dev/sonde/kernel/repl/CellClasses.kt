package dev.sonde.kernel.repl

import java.util.concurrent.ConcurrentHashMap

/**
 * The classes of all cells of a session: those of each cell in a loader of its own, which tells them from others, and all
 * loaders in sight of each other.
 */
internal class CellClasses(
    private val libraries: ClassLoader,
) {
    private val owners = ConcurrentHashMap<String, Loader>()

    /** Takes in the compiled classes of a cell, by file name. */
    fun add(files: Map<String, ByteArray>): ClassLoader {
        val loader = Loader(files.filterKeys { it.endsWith(SUFFIX) }.mapKeys { className(it.key) })
        loader.names().forEach { owners[it] = loader }
        return loader
    }

    private fun className(file: String) = file.removeSuffix(SUFFIX).replace('/', '.')

    private inner class Loader(
        files: Map<String, ByteArray>,
    ) : ClassLoader(libraries) {
        private val waiting = ConcurrentHashMap(files)

        fun names(): Set<String> = waiting.keys

        override fun findClass(name: String): Class<*> {
            val file = waiting[name]
            if (file == null) {
                return owners[name]?.takeIf { it !== this }?.loadClass(name) ?: throw ClassNotFoundException(name)
            }
            val checked = StopChecks.into(KeptNames.into(name, file))
            return defineClass(name, checked, 0, checked.size)
        }
    }

    private companion object {
        const val SUFFIX = ".class"
    }
}
