package dev.sonde.kernel.repl

import org.jetbrains.kotlin.descriptors.ClassDescriptor
import org.jetbrains.kotlin.descriptors.ClassKind
import org.jetbrains.kotlin.descriptors.ConstructorDescriptor
import org.jetbrains.kotlin.descriptors.DeclarationDescriptor
import org.jetbrains.kotlin.descriptors.DescriptorVisibilities
import org.jetbrains.kotlin.descriptors.FunctionDescriptor
import org.jetbrains.kotlin.descriptors.TypeAliasDescriptor
import org.jetbrains.kotlin.descriptors.VariableDescriptor
import org.jetbrains.kotlin.renderer.DescriptorRenderer
import org.jetbrains.kotlin.renderer.ParameterNameRenderingPolicy
import org.jetbrains.kotlin.types.asFlexibleType
import org.jetbrains.kotlin.types.isFlexible

/** What a name stands for, in the words in which a user would declare it. */
internal object Signatures {
    private val renderer =
        DescriptorRenderer.SHORT_NAMES_IN_TYPES.withOptions {
            modifiers = emptySet()
            withDefinedIn = false
            renderConstructorKeyword = false
            secondaryConstructorsAsPrimary = false
            parameterNameRenderingPolicy = ParameterNameRenderingPolicy.ONLY_NON_SYNTHESIZED
            defaultParameterValueRenderer = { "…" }
            typeNormalizer = { if (it.isFlexible()) it.asFlexibleType().lowerBound else it }
        }

    private val unasked = Regex("^(?:(?:inline|external|tailrec) )+")
    private val inCell = Regex("\\b(?:Question|Cell)_\\d+_cell\\.(?=\\w)")

    /** One line each, types with their constructors; Java's types as if they were never null. */
    fun of(named: Collection<DeclarationDescriptor>): List<String> =
        named
            .flatMap(::lines)
            .map { it.replace(unasked, "").replace(inCell, "") }
            .distinct()

    private fun lines(descriptor: DeclarationDescriptor): List<String> =
        when (descriptor) {
            is ConstructorDescriptor -> listOf(constructor(descriptor))
            is FunctionDescriptor -> listOf(renderer.render(descriptor))
            is VariableDescriptor -> listOf("${descriptor.name.asString()}: ${renderer.renderType(descriptor.type)}")
            is ClassDescriptor -> listOf(renderer.render(descriptor)) + constructors(descriptor)
            is TypeAliasDescriptor -> aliased(descriptor)
            else -> emptyList()
        }

    private fun constructors(type: ClassDescriptor) =
        if (type.kind == ClassKind.CLASS) {
            type.constructors.filter { it.visibility == DescriptorVisibilities.PUBLIC }.map(::constructor)
        } else {
            emptyList()
        }

    private fun constructor(descriptor: ConstructorDescriptor) =
        descriptor.constructedClass.name.asString() +
            renderer.renderValueParameters(descriptor.valueParameters, descriptor.hasSynthesizedParameterNames())

    private fun aliased(alias: TypeAliasDescriptor) =
        listOf("typealias ${alias.name.asString()} = ${renderer.renderType(alias.expandedType)}") +
            alias.classDescriptor?.let(::constructors).orEmpty()
}
