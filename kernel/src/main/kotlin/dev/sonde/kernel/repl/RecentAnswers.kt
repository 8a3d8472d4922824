package dev.sonde.kernel.repl

/**
 * The last answers to questions about code, good until a cell or the class path changes what they build on.
 *
 * While a word grows its candidates become fewer, so that the answer to a shorter one answers the longer ones, too.
 */
internal class RecentAnswers {
    /** Text before and behind a word, and whether a dot is in front of it. */
    private data class Place(
        val before: String,
        val behind: String,
    ) {
        val isMember get() = before.endsWith('.')
    }

    private data class Words(
        val prefix: String,
        val completion: Completion,
    )

    private val completions = recent<Place, Words>()
    private val analyses = recent<String, Analysis>()
    private val named = recent<Pair<String, Int>, List<String>>()

    /** The candidates at an offset, if those of the same place are known for the word or for its beginning. */
    @Synchronized
    fun completion(code: String, offset: Int): Completion? {
        val prefix = CellText.wordBefore(code, offset)
        val known = completions[place(code, offset, prefix)] ?: return null
        return known.completion.takeIf { known.prefix == prefix } ?: narrowed(known, prefix, offset)
    }

    /** Keeps the candidates at an offset. */
    @Synchronized
    fun keep(code: String, offset: Int, completion: Completion): Completion {
        val prefix = CellText.wordBefore(code, offset)
        val place = place(code, offset, prefix)
        // where no word is begun, the engine also looks at whether one may begin there
        if (prefix.isNotEmpty() || place.isMember) {
            completions[place] = Words(prefix, completion)
        }
        return completion
    }

    @Synchronized
    fun analysis(code: String): Analysis? = analyses[code]

    @Synchronized
    fun keep(code: String, analysis: Analysis): Analysis = analysis.also { analyses[code] = it }

    @Synchronized
    fun named(code: String, offset: Int): List<String>? = named[Pair(code, offset)]

    @Synchronized
    fun keepNamed(code: String, offset: Int, signatures: List<String>): List<String> =
        signatures.also { named[Pair(code, offset)] = it }

    @Synchronized
    fun forget() {
        named.clear()
        completions.clear()
        analyses.clear()
    }

    private fun place(code: String, offset: Int, prefix: String) =
        Place(code.substring(0, offset - prefix.length), code.substring(offset))

    private fun narrowed(known: Words, prefix: String, offset: Int) =
        known.completion
            .takeIf { prefix.startsWith(known.prefix, ignoreCase = true) }
            ?.let { Completion(Completions.beginning(prefix, it.candidates()), it.start(), offset, it.receiver()) }

    private fun <K, V> recent() =
        object : LinkedHashMap<K, V>(MOST, LOAD, true) {
            override fun removeEldestEntry(eldest: MutableMap.MutableEntry<K, V>?) = size > MOST
        }

    private companion object {
        const val MOST = 8
        const val LOAD = 0.75f
    }
}
