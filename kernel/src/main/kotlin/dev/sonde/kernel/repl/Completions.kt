package dev.sonde.kernel.repl

import java.util.Optional
import kotlin.script.experimental.api.SourceCodeCompletionVariant

/** The engine's completion variants as candidates. */
internal object Completions {
    // as front ends call them
    private val kinds = mapOf("method" to "function", "parameter" to "param", "package" to "module", "" to "class")

    private val cellClass = Regex("\\b(?:Question|Cell)_\\d+_cell\\b(?!\\.\\w)")
    private val inCellClass = Regex("\\b(?:Question|Cell)_\\d+_cell\\.(?=\\w)")

    // keywords that a cell has no use for but behind an @; dynamic is of other platforms
    private val ofAnnotations =
        setOf("all", "delegate", "dynamic", "field", "file", "param", "property", "receiver", "setparam")

    private val componentN = Regex("component\\d+\\(?\\)?")

    /** @property receiver the type of what stands before the dot, where there is one */
    class Found(
        val variants: List<SourceCodeCompletionVariant>,
        val receiver: String?,
    )

    fun of(code: String, offset: Int, found: Found): Completion =
        of(code, offset, found.variants).let {
            Completion(it.candidates(), it.start(), it.end(), Optional.ofNullable(found.receiver))
        }

    fun of(code: String, offset: Int, variants: List<SourceCodeCompletionVariant>): Completion {
        val prefix = CellText.wordBefore(code, offset)
        val annotation = code.startsWith("@", offset - prefix.length - 1)
        val candidates =
            variants
                .filter { it.deprecationLevel == null && !isOfTheEngine(it) }
                .filter { annotation || it.icon != "keyword" || it.text !in ofAnnotations }
                .map { Candidate(insertion(it), plain(it.displayText), kinds.getOrDefault(it.icon, it.icon), type(it)) }
                .distinctBy { it.text() }
        return Completion(beginning(prefix, candidates), offset - prefix.length, offset)
    }

    /** The candidates for a word of which [prefix] is typed: keywords as they are written, names in other letters, too. */
    fun beginning(prefix: String, candidates: List<Candidate>) =
        candidates
            .filter { it.text().startsWith(prefix, ignoreCase = it.kind() != "keyword") }
            .sortedWith(compareBy({ !it.text().startsWith(prefix) }, { it.text() }))

    // what is offered on the class that the engine makes of a cell
    private fun isOfTheEngine(variant: SourceCodeCompletionVariant) =
        cellClass.containsMatchIn(variant.displayText) || cellClass.containsMatchIn(variant.tail) ||
            componentN.matches(variant.text)

    private fun type(variant: SourceCodeCompletionVariant) =
        if (variant.icon == "keyword") "" else plain(variant.tail.trim().removeSurrounding("(", ")"))

    // a class that a cell declares is nested in the cell's own
    private fun plain(text: String) = text.replace(inCellClass, "")

    // the engine inserts call syntax such as "filter { " and "substring("; the bare name suits notebooks better
    private fun insertion(variant: SourceCodeCompletionVariant) =
        when {
            variant.icon == "parameter" -> {
                variant.text.substringBefore('=').trim() + " = "
            }

            else -> {
                variant.text
                    .substringBefore("(")
                    .substringBefore(" {")
                    .trimEnd('.')
                    .trim()
                    .ifEmpty { variant.text }
            }
        }
}
