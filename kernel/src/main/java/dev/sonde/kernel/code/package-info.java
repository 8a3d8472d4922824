/** Answers questions about code that does not run: what could stand at the cursor, and what stands there. */
@NullMarked
package dev.sonde.kernel.code;

import org.jspecify.annotations.NullMarked;
