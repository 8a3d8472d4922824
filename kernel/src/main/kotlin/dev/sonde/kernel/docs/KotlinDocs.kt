@file:Suppress("OPT_IN_USAGE", "OPT_IN_USAGE_ERROR", "DEPRECATION")

package dev.sonde.kernel.docs

import org.jetbrains.kotlin.cli.common.messages.MessageCollector
import org.jetbrains.kotlin.cli.jvm.compiler.EnvironmentConfigFiles
import org.jetbrains.kotlin.cli.jvm.compiler.KotlinCoreEnvironment
import org.jetbrains.kotlin.com.intellij.openapi.util.Disposer
import org.jetbrains.kotlin.config.CommonConfigurationKeys
import org.jetbrains.kotlin.config.CompilerConfiguration
import org.jetbrains.kotlin.lexer.KtTokens
import org.jetbrains.kotlin.psi.KtCallableDeclaration
import org.jetbrains.kotlin.psi.KtClassOrObject
import org.jetbrains.kotlin.psi.KtDeclaration
import org.jetbrains.kotlin.psi.KtModifierListOwner
import org.jetbrains.kotlin.psi.KtNamedFunction
import org.jetbrains.kotlin.psi.KtParameter
import org.jetbrains.kotlin.psi.KtProperty
import org.jetbrains.kotlin.psi.KtPsiFactory
import java.nio.file.Files
import java.nio.file.Path

/** Reads the public declarations of Kotlin sources, by the compiler's parser. */
internal object KotlinDocs {
    @JvmStatic
    fun of(files: Collection<Path>): List<DocEntry> {
        val disposable = Disposer.newDisposable("docs")
        try {
            val settings = CompilerConfiguration()
            settings.put(CommonConfigurationKeys.MESSAGE_COLLECTOR_KEY, MessageCollector.NONE)
            val environment =
                KotlinCoreEnvironment.createForProduction(
                    disposable,
                    settings,
                    EnvironmentConfigFiles.JVM_CONFIG_FILES,
                )
            val parser = KtPsiFactory(environment.project)
            return files.flatMap { file ->
                parser.createFile(Files.readString(file)).declarations.flatMap { entries(it, "") }
            }
        } finally {
            Disposer.dispose(disposable)
        }
    }

    private fun entries(declaration: KtDeclaration, owner: String): List<DocEntry> =
        when {
            !isPublic(declaration) -> listOf()
            declaration is KtClassOrObject -> type(declaration, owner)
            declaration is KtNamedFunction -> listOf(function(declaration, owner))
            declaration is KtProperty -> listOf(property(declaration, owner))
            else -> listOf()
        }

    private fun isPublic(declaration: KtModifierListOwner) =
        listOf(KtTokens.PRIVATE_KEYWORD, KtTokens.INTERNAL_KEYWORD, KtTokens.PROTECTED_KEYWORD)
            .none(declaration::hasModifier)

    private fun type(declaration: KtClassOrObject, owner: String): List<DocEntry> {
        val name = declaration.name ?: return listOf()
        val path = if (owner.isEmpty()) name else "$owner.$name"
        val kind = declaration.getDeclarationKeyword()?.text ?: "class"
        val parents = declaration.superTypeListEntries.mapNotNull { it.typeReference?.text?.substringBefore('<') }
        val entry =
            DocEntry.of(name, kind, owner, "", "$kind $name", comment(declaration)).with(listOf(), parents)
        return listOf(entry) + declaration.declarations.flatMap { entries(it, path) }
    }

    private fun function(declaration: KtNamedFunction, owner: String): DocEntry {
        val comment = comment(declaration)
        val parameters = declaration.valueParameters.map { parameter(it, comment) }
        val type = declaration.typeReference?.text ?: if (declaration.hasBlockBody()) "Unit" else ""
        val signature =
            "fun " + receiver(declaration) + declaration.name +
                parameters.joinToString(", ", "(", ")") { it.signature() } +
                (if (type.isEmpty() || type == "Unit") "" else ": $type")
        return DocEntry
            .of(declaration.name.orEmpty(), "function", owner, type, signature, comment)
            .with(parameters, listOf())
            .withReceiver(extended(declaration))
    }

    private fun property(declaration: KtProperty, owner: String): DocEntry {
        val type = declaration.typeReference?.text.orEmpty()
        val keyword = if (declaration.isVar) "var " else "val "
        val signature = keyword + receiver(declaration) + declaration.name + if (type.isEmpty()) "" else ": $type"
        return DocEntry
            .of(declaration.name.orEmpty(), "property", owner, type, signature, comment(declaration))
            .withReceiver(extended(declaration))
            .withDefault(
                declaration.initializer
                    ?.text
                    ?.let(::flat)
                    .orEmpty(),
            )
    }

    private fun receiver(declaration: KtCallableDeclaration) =
        declaration.receiverTypeReference?.let { it.text + "." }.orEmpty()

    private fun extended(declaration: KtCallableDeclaration) =
        declaration.receiverTypeReference
            ?.text
            ?.substringBefore('<')
            .orEmpty()

    private fun parameter(parameter: KtParameter, comment: DocComment) =
        DocParameter(
            parameter.name.orEmpty(),
            (if (parameter.isVarArg) "vararg " else "") + flat(parameter.typeReference?.text.orEmpty()),
            parameter.defaultValue
                ?.text
                ?.let(::flat)
                .orEmpty(),
            comment.parameters()[parameter.name].orEmpty(),
        )

    private fun comment(declaration: KtDeclaration) =
        declaration.docComment?.text?.let(DocComment::kotlin) ?: DocComment.none()

    private fun flat(text: String) = text.replace(Regex("\\s+"), " ")
}
