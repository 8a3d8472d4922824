/** At which tokens of a text does the adapter change what comes next? */
@NullMarked
package dev.sonde.probe.positionshift;

import org.jspecify.annotations.NullMarked;
