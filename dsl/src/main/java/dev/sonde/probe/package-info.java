/** The probe contract, its results and its registry; each kind of probe has a package of its own below. */
@NullMarked
package dev.sonde.probe;

import org.jspecify.annotations.NullMarked;
