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
            ProgressBar.of((items as? Collection<*>)?.size?.toLong() ?: -1, label).use { bar ->
                for (item in items) {
                    yield(item)
                    bar.step()
                }
            }
        }
    }
