package dev.sonde.kernel.repl

import java.util.concurrent.ConcurrentHashMap

/** The answers that a part of the engine remembers, with a note of what it was asked last. */
internal class NotedKeys(
    remembered: Map<Any, Any>,
) : ConcurrentHashMap<Any, Any>(remembered) {
    private val noted = ArrayList(remembered.keys)

    override fun put(key: Any, value: Any): Any? {
        noted += key
        return super.put(key, value)
    }

    override fun putIfAbsent(key: Any, value: Any): Any? {
        noted += key
        return super.putIfAbsent(key, value)
    }

    /** From here on notes begin. */
    fun begin() = noted.clear()

    /** Forgets answers to what was noted and [is wanted no longer][isGone]; notes end. */
    fun forget(isGone: (Any) -> Boolean) {
        noted.filter(isGone).forEach { remove(it) }
        noted.clear()
    }

    companion object {
        /** Puts notes into a part of the engine that remembers in a field; all that is there counts as noted. */
        @Suppress("UNCHECKED_CAST")
        fun into(owner: Any, name: String): NotedKeys {
            val field = EngineMemory.field(owner, name)
            val notes = NotedKeys(field.get(owner) as Map<Any, Any>)
            field.set(owner, notes)
            return notes
        }
    }
}
