/**
 * Tablesaw tables from results and traces, and the one place where numbers become text.
 *
 * <p>Reads results only. A missing value is missing in the table; it is never 0.
 */
@NullMarked
package dev.sonde.table;

import org.jspecify.annotations.NullMarked;
