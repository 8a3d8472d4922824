/** How long work of every layer ends early. */
@NullMarked
package dev.sonde.stop;

import org.jspecify.annotations.NullMarked;
