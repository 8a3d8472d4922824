/** How much of the adapter's effect is left after some turns of a dialogue? */
@NullMarked
package dev.sonde.probe.multiturn;

import org.jspecify.annotations.NullMarked;
