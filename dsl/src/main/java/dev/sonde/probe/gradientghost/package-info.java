/** Was the adapter trained at all, as far as its files tell? */
@NullMarked
package dev.sonde.probe.gradientghost;

import org.jspecify.annotations.NullMarked;
