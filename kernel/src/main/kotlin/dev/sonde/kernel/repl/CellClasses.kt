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

    /** Takes in the classes of a cell. */
    fun add(code: CellCode): ClassLoader {
        val loader = Loader(code.classes())
        code.classes().keys.forEach { owners[it] = loader }
        return loader
    }

    private inner class Loader(
        private val files: Map<String, ByteArray>,
    ) : ClassLoader(libraries) {
        override fun findClass(name: String): Class<*> {
            val file =
                files[name]
                    ?: return owners[name]?.takeIf { it !== this }?.loadClass(name)
                        ?: throw ClassNotFoundException(name)
            return defineClass(name, file, 0, file.size)
        }
    }
}
