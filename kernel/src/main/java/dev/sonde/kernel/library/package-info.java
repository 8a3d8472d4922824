/** Fetches libraries for cells from Maven repositories, through the resolver of Maven itself. */
@NullMarked
package dev.sonde.kernel.library;

import org.jspecify.annotations.NullMarked;
