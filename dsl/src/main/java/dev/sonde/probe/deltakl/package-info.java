/** Does the adapter change what the model says next, and by how much? */
@NullMarked
package dev.sonde.probe.deltakl;

import org.jspecify.annotations.NullMarked;
