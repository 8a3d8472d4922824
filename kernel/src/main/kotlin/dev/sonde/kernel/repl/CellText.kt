package dev.sonde.kernel.repl

import kotlin.script.experimental.api.SourceCode

/** The text of a cell for the engine; [name] becomes the name of its class and of its file in stack traces. */
internal class CellText(
    override val name: String,
    override val text: String,
) : SourceCode {
    override val locationId: String get() = name

    companion object {
        fun of(cell: CellSource) = CellText(CellNames.file(cell), lastTryAsCall(cell.code().replace("\r\n", "\n")))

        // from the last "try" at the start of a line to the end, with nothing but its own blocks in between
        private val lastTry = Regex("(?:^|\\n)(try\\s*\\{(?:.*)(?:\\n(?:[ \\t}].*|\\)|catch\\b.*|finally\\b.*)?)*)$")

        /** The engine loses the value of a `try` that ends a cell (it gives 0 or null), but not that of a call. */
        internal fun lastTryAsCall(code: String): String {
            val found = lastTry.find(code.trimEnd()) ?: return code
            val start = found.groups[1]!!.range.first
            return code.substring(0, start) + "run { " + code.substring(start).trimEnd() + "\n}"
        }

        /** The part of a name that stands before an offset. */
        fun wordBefore(code: String, offset: Int) =
            code.substring(0, offset).takeLastWhile { it.isJavaIdentifierPart() }
    }
}
