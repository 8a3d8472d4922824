package dev.sonde.kernel.repl

import kotlin.script.experimental.api.SourceCodeCompletionVariant

/** The engine's completion variants as candidates. */
internal object Completions {
    fun of(code: String, offset: Int, variants: List<SourceCodeCompletionVariant>): Completion {
        var start = offset
        while (start > 0 && code[start - 1].isJavaIdentifierPart()) start--
        val prefix = code.substring(start, offset)
        val candidates =
            variants
                .map { Candidate(insertion(it), it.displayText, it.icon, it.tail) }
                .filter { it.text().startsWith(prefix, ignoreCase = true) }
                .distinctBy { it.text() }
                .sortedWith(compareBy({ !it.text().startsWith(prefix) }, { it.text() }))
        return Completion(candidates, start, offset)
    }

    // the engine inserts call syntax such as "filter { " and "substring("; the bare name suits notebooks better
    private fun insertion(variant: SourceCodeCompletionVariant) =
        variant.text
            .substringBefore("(")
            .substringBefore(" {")
            .trimEnd('.')
            .trim()
            .ifEmpty { variant.text }
}
