/** Does the answer to a rephrased question fall back to that of the base model? */
@NullMarked
package dev.sonde.probe.revert;

import org.jspecify.annotations.NullMarked;
