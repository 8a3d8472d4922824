/** A notebook's session without sockets: cells in, outputs and outcomes out. The kernel and the headless runner share it. */
@NullMarked
package dev.sonde.kernel.session;

import org.jspecify.annotations.NullMarked;
