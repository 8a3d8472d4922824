// The functions that every cell sees without an import.
package dev.sonde.kernel.cell

import dev.sonde.kernel.display.CellDisplay
import dev.sonde.kernel.display.DisplayBundle
import dev.sonde.kernel.display.DisplayHandle
import dev.sonde.kernel.display.Extent
import dev.sonde.kernel.display.Renderers
import dev.sonde.kernel.display.ShownTable
import dev.sonde.kernel.session.UserInput
import tech.tablesaw.api.Table

/** Shows [value] now, in the middle of the cell; the handle replaces it later. */
fun display(value: Any?): DisplayHandle = CellDisplay.current().display(value)

/** Shows the HTML [markup]. */
fun html(markup: String): DisplayBundle =
    DisplayBundle.of(mapOf("text/html" to markup, "text/plain" to markup.replace(Regex("<[^>]*>"), "")))

/** Shows the text in [markdown]. */
fun markdown(markdown: String): DisplayBundle =
    DisplayBundle.of(mapOf("text/markdown" to markdown, "text/plain" to markdown))

/**
 * Shows values of type [T] as [look] says, from now on: an [html], a table, a figure, a text, or any other
 * value in their place. Saying it again for the same type replaces what was said.
 *
 * ```
 * render<Essay> { html("<h2>${it.title}</h2>") }
 * ```
 */
inline fun <reified T : Any> render(noinline look: (T) -> Any?) = Renderers.register(T::class.java) { look(it) }

/**
 * This table with up to [rows] rows and [columns] columns; on its own it shows 60 and 24.
 *
 * @throws IllegalArgumentException if [rows] is not from 1 to 10,000, or [columns] not from 1 to 1,000
 */
fun Table.show(rows: Int = Extent.MOST_ROWS, columns: Int = Extent.MOST_COLUMNS) =
    ShownTable(this, Extent(rows, columns))

/**
 * This list of records as a table of up to [rows] rows and [columns] columns; on its own it shows 60 and 24.
 *
 * @throws IllegalArgumentException if [rows] is not from 1 to 10,000, or [columns] not from 1 to 1,000
 */
fun Collection<*>.show(rows: Int = Extent.MOST_ROWS, columns: Int = Extent.MOST_COLUMNS) =
    ShownTable(this, Extent(rows, columns))

/**
 * This map as a table of up to [rows] rows; on its own it shows 60.
 *
 * @throws IllegalArgumentException if [rows] is not from 1 to 10,000
 */
fun Map<*, *>.show(rows: Int = Extent.MOST_ROWS) = ShownTable(this, Extent(rows, Extent.MOST_COLUMNS))

/** Removes the outputs of the running cell; with [wait] only when the next output arrives. */
fun clearOutput(wait: Boolean = false) = CellDisplay.current().clear(wait)

/** Asks the user for a line, with [prompt] in front. */
fun input(prompt: String = ""): String = UserInput.ask(prompt, false)

/** Asks the user for a line that nobody else may read. */
fun password(prompt: String = ""): String = UserInput.ask(prompt, true)
