/** A backend that records how each evaluation was used; writing, reading and analysing the record. */
@NullMarked
package dev.sonde.trace;

import org.jspecify.annotations.NullMarked;
