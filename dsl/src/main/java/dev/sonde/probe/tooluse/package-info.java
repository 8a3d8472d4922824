/** Does the model still call tools as their descriptions ask? */
@NullMarked
package dev.sonde.probe.tooluse;

import org.jspecify.annotations.NullMarked;
