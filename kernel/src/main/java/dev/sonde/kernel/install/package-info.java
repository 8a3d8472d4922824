/** Makes the kernel known to Jupyter, without Jupyter's or Python's help. */
@NullMarked
package dev.sonde.kernel.install;

import org.jspecify.annotations.NullMarked;
