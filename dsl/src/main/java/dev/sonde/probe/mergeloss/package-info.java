/** How much of the adapter's effect is lost when it is merged into its base and rounded? */
@NullMarked
package dev.sonde.probe.mergeloss;

import org.jspecify.annotations.NullMarked;
