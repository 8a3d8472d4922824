/** Values as MIME bundles, and the place where a running cell publishes them. */
@NullMarked
package dev.sonde.kernel.display;

import org.jspecify.annotations.NullMarked;
