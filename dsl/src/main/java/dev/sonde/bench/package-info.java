/** How fast the engine is: several ways of doing the same work, measured side by side in one process. */
@NullMarked
package dev.sonde.bench;

import org.jspecify.annotations.NullMarked;
