/** Has the tuned model forgotten what its base knew? */
@NullMarked
package dev.sonde.probe.drift;

import org.jspecify.annotations.NullMarked;
