package dev.sonde.kernel.repl

import org.jetbrains.kotlin.backend.jvm.codegen.ClassCodegen
import org.jetbrains.kotlin.descriptors.ScriptDescriptor
import org.jetbrains.kotlin.ir.IrAttribute
import org.jetbrains.kotlin.ir.ObsoleteDescriptorBasedAPI
import org.jetbrains.kotlin.ir.declarations.IrClass
import org.jetbrains.kotlin.ir.set
import org.jetbrains.kotlin.ir.symbols.UnsafeDuringIrConstructionAPI
import org.jetbrains.kotlin.lexer.KtTokens
import org.jetbrains.kotlin.psi.KtModifierListOwner
import org.jetbrains.kotlin.psi.KtScript
import org.jetbrains.kotlin.psi.psiUtil.anyDescendantOfType
import org.jetbrains.kotlin.resolve.DescriptorToSourceUtils
import org.jetbrains.kotlin.scripting.compiler.plugin.impl.ReplCompilationState
import org.jetbrains.kotlin.scripting.compiler.plugin.repl.JvmReplCompilerState

/** What the engine keeps of a compiled cell although no later cell needs it. */
internal object CompiledLeftovers {
    /** Lets go of the code generators of the last cell, each of which holds a whole compiler back end. */
    @OptIn(ObsoleteDescriptorBasedAPI::class, UnsafeDuringIrConstructionAPI::class)
    fun drop(engine: JvmReplCompilerState<*>, compilation: ReplCompilationState<*>) {
        val cell = engine.history.peek()?.item ?: return
        if (declaresInline(cell)) {
            return // later cells generate the function once more, where they call it
        }
        val script = compilation.symbolTable.descriptorExtension.referenceScript(cell)
        script.owner.targetClass
            ?.owner
            ?.let(::drop)
    }

    private fun declaresInline(cell: ScriptDescriptor) =
        (DescriptorToSourceUtils.descriptorToDeclaration(cell) as? KtScript)
            ?.anyDescendantOfType<KtModifierListOwner> { it.hasModifier(KtTokens.INLINE_KEYWORD) } ?: true

    private fun drop(type: IrClass) {
        type.attributes
            .filterValues { it is ClassCodegen }
            .keys
            .forEach { forget(type, it) }
        type.declarations.filterIsInstance<IrClass>().forEach(::drop)
    }

    @Suppress("UNCHECKED_CAST")
    private fun forget(type: IrClass, key: IrAttribute<*, *>) {
        type[key as IrAttribute<IrClass, Any>] = null
    }
}
