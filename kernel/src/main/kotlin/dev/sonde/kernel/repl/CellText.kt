package dev.sonde.kernel.repl

import kotlin.script.experimental.api.SourceCode

/** The text of a cell for the engine; [name] becomes the name of its class and of its file in stack traces. */
internal class CellText(
    override val name: String,
    override val text: String,
) : SourceCode {
    override val locationId: String get() = name

    companion object {
        fun of(cell: CellSource) = CellText(CellNames.file(cell), cell.code().replace("\r\n", "\n"))

        /** The engine's position, 1-based, of a UTF-16 offset. */
        fun position(code: String, offset: Int): SourceCode.Position {
            val before = code.substring(0, offset.coerceIn(0, code.length))
            return SourceCode.Position(
                before.count { it == '\n' } + 1,
                before.length - before.lastIndexOf('\n'),
                offset,
            )
        }
    }
}
