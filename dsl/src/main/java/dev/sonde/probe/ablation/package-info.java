/** How does the effect grow with the adapter's strength? */
@NullMarked
package dev.sonde.probe.ablation;

import org.jspecify.annotations.NullMarked;
