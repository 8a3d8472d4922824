package dev.sonde.kernel.repl

import dev.sonde.kernel.repl.CellAnalyzer.Asked
import org.jetbrains.kotlin.descriptors.CallableDescriptor
import org.jetbrains.kotlin.descriptors.ClassDescriptor
import org.jetbrains.kotlin.descriptors.DeclarationDescriptor
import org.jetbrains.kotlin.psi.KtQualifiedExpression
import org.jetbrains.kotlin.psi.KtSimpleNameExpression
import org.jetbrains.kotlin.psi.psiUtil.getParentOfType
import org.jetbrains.kotlin.psi.psiUtil.parents
import org.jetbrains.kotlin.scripting.ide_common.idea.util.CallTypeAndReceiver
import org.jetbrains.kotlin.scripting.ide_common.idea.util.receiverTypes
import org.jetbrains.kotlin.types.AbstractStubType
import org.jetbrains.kotlin.types.KotlinType
import org.jetbrains.kotlin.types.TypeConstructor
import org.jetbrains.kotlin.types.TypeUtils
import org.jetbrains.kotlin.types.lowerIfFlexible
import org.jetbrains.kotlin.types.typeUtil.isNothing
import org.jetbrains.kotlin.types.typeUtil.isNullableNothing
import org.jetbrains.kotlin.types.upperIfFlexible

/**
 * Which extensions can be meant at a place, by a look at the class that they extend. The engine tries each of the thousands
 * in sight as if it were called.
 */
internal class Extendable private constructor(
    private val classes: Set<TypeConstructor>,
) {
    /** False if a declaration surely extends something else. */
    fun mayBeExtendedBy(declaration: DeclarationDescriptor): Boolean {
        val type = (declaration as? CallableDescriptor)?.extensionReceiverParameter?.type ?: return true
        return bounds(type)
            .any { it.constructor in classes || it.constructor.declarationDescriptor !is ClassDescriptor }
    }

    companion object {
        /** What can be extended at an offset; null if that cannot be told. */
        fun at(asked: Asked, offset: Int): Extendable? {
            val name = asked.file.findElementAt(offset)?.getParentOfType<KtSimpleNameExpression>(false) ?: return null
            val calls =
                listOf(CallTypeAndReceiver.detect(name), CallTypeAndReceiver.DEFAULT) +
                    name.parents
                        .filterIsInstance<KtQualifiedExpression>()
                        .map { CallTypeAndReceiver.DOT(it.receiverExpression) }
            val types = calls.flatMap { types(it, name, asked) ?: return null }
            return if (types.all(::isPlain)) Extendable(types.flatMapTo(HashSet(), ::classes)) else null
        }

        private fun types(call: CallTypeAndReceiver<*, *>, name: KtSimpleNameExpression, asked: Asked) =
            call.receiverTypes(asked.bindings, name, asked.facade.moduleDescriptor, asked.facade, false)

        private fun isPlain(type: KotlinType) =
            type.constructor.declarationDescriptor != null && !type.isNothing() && !type.isNullableNothing() &&
                bounds(type).none { it is AbstractStubType } // yet to be inferred

        private fun bounds(type: KotlinType) = listOf(type.lowerIfFlexible(), type.upperIfFlexible())

        private fun classes(type: KotlinType): List<TypeConstructor> =
            bounds(type)
                .flatMap { listOf(it) + TypeUtils.getAllSupertypes(it) }
                .map { it.constructor }
    }
}
