package dev.sonde.kernel.repl

import java.lang.reflect.GenericArrayType
import java.lang.reflect.ParameterizedType
import java.lang.reflect.Type
import java.lang.reflect.WildcardType

/** Types of the JVM by the names that Kotlin has for them, without packages. */
internal object KotlinTypes {
    private val renamed =
        mapOf(
            Integer::class.java to "Int",
            Character::class.java to "Char",
            Object::class.java to "Any",
            Void.TYPE to "Unit",
        )

    fun name(type: Type): String =
        when (type) {
            is Class<*> -> {
                className(type)
            }

            is ParameterizedType -> {
                name(type.rawType) + type.actualTypeArguments.joinToString(", ", "<", ">") { name(it) }
            }

            is WildcardType -> {
                if (type.upperBounds[0] == Any::class.java) "*" else name(type.upperBounds[0])
            }

            is GenericArrayType -> {
                "Array<${name(type.genericComponentType)}>"
            }

            else -> {
                type.typeName
            }
        }

    private fun className(type: Class<*>): String =
        when {
            type.isArray && type.componentType.isPrimitive -> {
                className(type.componentType) + "Array"
            }

            type.isArray -> {
                "Array<${className(type.componentType)}>"
            }

            type.isPrimitive && type != Void.TYPE -> {
                type.name.replaceFirstChar { it.uppercase() }
            }

            type.enclosingClass != null && !CellNames.runOfClass(type.enclosingClass.name).isPresent -> {
                "${className(type.enclosingClass)}.${type.simpleName}"
            }

            else -> {
                renamed[type] ?: type.simpleName.ifEmpty { type.name.substringAfterLast('.') }
            }
        }
}
