// Progress bars for loops of cells.
package dev.sonde.kernel.cell

import dev.sonde.kernel.display.ProgressBar

/**
 * Shows how far [work] is while it runs.
 *
 * ```
 * progress(100, "sampling") { repeat(100) { sample(it); step() } }
 * ```
 *
 * @param total how many steps there are; null when that is not known
 * @param label before the numbers
 */
fun <T> progress(total: Int?, label: String = "", work: ProgressBar.() -> T): T =
    ProgressBar.of(total?.toLong() ?: -1, label).use(work)

/**
 * The same items, showing how many of them a loop has gone through.
 *
 * ```
 * for (prompt in progress(prompts)) score(prompt)
 * ```
 *
 * @param label before the numbers
 */
fun <T> progress(items: Iterable<T>, label: String = ""): Iterable<T> =
    Iterable {
        iterator {
            ProgressBar.of(countOf(items), label).use { bar ->
                for (item in items) {
                    yield(item)
                    bar.step()
                }
            }
        }
    }

/** How many items there are, as far as that is known without asking for them; else -1. */
private fun countOf(items: Iterable<*>): Long =
    when (items) {
        is Collection<*> -> items.size.toLong()
        is IntProgression -> if (items.isEmpty()) 0 else (items.last.toLong() - items.first) / items.step + 1
        is LongProgression -> if (items.isEmpty()) 0 else (items.last - items.first) / items.step + 1
        else -> -1
    }
