/** How much of the adapter's effect is left behind text that has nothing to do with it? */
@NullMarked
package dev.sonde.probe.promptcollapse;

import org.jspecify.annotations.NullMarked;
