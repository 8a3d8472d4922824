// The functions that every cell sees without an import.
package dev.sonde.kernel.cell

import dev.sonde.kernel.display.CellDisplay
import dev.sonde.kernel.display.DisplayBundle
import dev.sonde.kernel.display.DisplayHandle

/** Shows [value] now, in the middle of the cell; the handle replaces it later. */
fun display(value: Any?): DisplayHandle = CellDisplay.current().display(value)

/** Shows the HTML [markup]. */
fun html(markup: String): DisplayBundle =
    DisplayBundle.of(mapOf("text/html" to markup, "text/plain" to markup.replace(Regex("<[^>]*>"), "")))

/** Shows the text in [markdown]. */
fun markdown(markdown: String): DisplayBundle =
    DisplayBundle.of(mapOf("text/markdown" to markdown, "text/plain" to markdown))

/** Removes the outputs of the running cell; with [wait] only when the next output arrives. */
fun clearOutput(wait: Boolean = false) = CellDisplay.current().clear(wait)
