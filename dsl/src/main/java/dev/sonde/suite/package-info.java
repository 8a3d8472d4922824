/** A suite of probes, its plan, its run and its result; alone knows order, error fences and time. */
@NullMarked
package dev.sonde.suite;

import org.jspecify.annotations.NullMarked;
