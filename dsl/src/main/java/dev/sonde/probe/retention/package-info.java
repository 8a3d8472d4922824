/** Does the tuned model still answer as well as its base? */
@NullMarked
package dev.sonde.probe.retention;

import org.jspecify.annotations.NullMarked;
