package dev.sonde.kernel.repl

import kotlin.script.experimental.api.SourceCodeCompletionVariant

/** The engine's completion variants as candidates. */
internal object Completions {
    // as front ends call them
    private val kinds = mapOf("method" to "function", "parameter" to "param", "package" to "module", "" to "class")

    private val cellClass = Regex("\\b(?:Question|Cell)_\\d+_cell\\b(?!\\.\\w)")
    private val inCellClass = Regex("\\b(?:Question|Cell)_\\d+_cell\\.(?=\\w)")
    private val componentN = Regex("component\\d+\\(?\\)?")

    fun of(code: String, offset: Int, variants: List<SourceCodeCompletionVariant>): Completion {
        var start = offset
        while (start > 0 && code[start - 1].isJavaIdentifierPart()) start--
        val prefix = code.substring(start, offset)
        val candidates =
            variants
                .filter { it.deprecationLevel == null && !isOfTheEngine(it) }
                .map { Candidate(insertion(it), plain(it.displayText), kinds.getOrDefault(it.icon, it.icon), type(it)) }
                .filter { it.text().startsWith(prefix, ignoreCase = true) }
                .distinctBy { it.text() }
                .sortedWith(compareBy({ !it.text().startsWith(prefix) }, { it.text() }))
        return Completion(candidates, start, offset)
    }

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
