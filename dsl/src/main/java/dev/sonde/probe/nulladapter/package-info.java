/** What does an adapter of the same size do that knows nothing? */
@NullMarked
package dev.sonde.probe.nulladapter;

import org.jspecify.annotations.NullMarked;
