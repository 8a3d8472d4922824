package dev.sonde.kernel.repl

import java.lang.reflect.Field
import java.lang.reflect.Modifier

/** The variables of the cells that ran: the engine keeps each cell as an object, and its variables as fields of it. */
internal class CellVariables {
    private val cells = ArrayList<Any>()

    /** A cell ran; the one that warms up the compiler is not the user's. */
    @Synchronized
    fun add(cell: Any) {
        if (CellNames.runOfClass(cell.javaClass.name).orElse(1) > 0) {
            cells += cell
        }
    }

    /** What every name stands for now: the newest of its declarations, in the order of declaration. */
    @Synchronized
    fun all(): List<CellVariable> {
        val newest = LinkedHashMap<String, CellVariable>()
        for (cell in cells) {
            for (field in fields(cell)) {
                val name = nameOf(field)
                newest.remove(name)
                newest[name] = variable(name, field, cell)
            }
        }
        return newest.values.toList()
    }

    /** Lets go of the values of a name, of shadowed declarations too; false if there is none. */
    @Synchronized
    fun forget(name: String): Boolean {
        var found = false
        for (cell in cells) {
            for (field in fields(cell).filter { nameOf(it) == name }) {
                field.set(cell, empty(field.type))
                found = true
            }
        }
        return found
    }

    private fun fields(cell: Any): List<Field> {
        val unset = KeptNames.unset(cell)
        return cell.javaClass.declaredFields
            .filter { isVariable(it) && it.name !in unset }
            .onEach { it.isAccessible = true }
    }

    private fun isVariable(field: Field) =
        !Modifier.isStatic(field.modifiers) && !field.isSynthetic && '$' !in nameOf(field) &&
            !field.name.startsWith("$")

    private fun nameOf(field: Field) = field.name.removeSuffix("\$delegate")

    private fun variable(name: String, field: Field, cell: Any): CellVariable {
        val held = field.get(cell)
        if (field.name == name || held !is Lazy<*>) {
            return CellVariable(name, KotlinTypes.name(field.genericType), held, true)
        }
        val getter = cell.javaClass.methods.find { it.name == "get" + name.replaceFirstChar(Char::uppercase) }
        val type = KotlinTypes.name(getter?.genericReturnType ?: field.genericType)
        return if (held.isInitialized()) {
            CellVariable(name, type, held.value, true)
        } else {
            CellVariable(name, type, null, false)
        }
    }

    private fun empty(type: Class<*>): Any? =
        if (type.isPrimitive) {
            java.lang.reflect.Array
                .get(
                    java.lang.reflect.Array
                        .newInstance(type, 1),
                    0,
                )
        } else {
            null
        }
}
