package dev.sonde.kernel.repl

import java.lang.reflect.Field

/** What the engine keeps to itself. */
internal object EngineMemory {
    /** The value of a private field. */
    @Suppress("UNCHECKED_CAST")
    fun <T> read(owner: Any, name: String): T = field(owner, name).get(owner) as T

    /** A private field, of the object's class or of one that it extends. */
    fun field(owner: Any, name: String): Field =
        generateSequence<Class<*>>(owner.javaClass) { it.superclass }
            .flatMap { it.declaredFields.asSequence() }
            .first { it.name == name }
            .apply { isAccessible = true }
}
