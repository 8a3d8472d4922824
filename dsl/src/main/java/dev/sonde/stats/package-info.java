/** Divergences, intervals, null tests: knows numbers only. */
@NullMarked
package dev.sonde.stats;

import org.jspecify.annotations.NullMarked;
