/** The Jupyter kernel: joins transport, session and display behind the base kernel's interface. */
@NullMarked
package dev.sonde.kernel;

import org.jspecify.annotations.NullMarked;
