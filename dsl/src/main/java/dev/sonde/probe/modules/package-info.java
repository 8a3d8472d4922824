/** Which layers and modules of the adapter carry its effect? */
@NullMarked
package dev.sonde.probe.modules;

import org.jspecify.annotations.NullMarked;
