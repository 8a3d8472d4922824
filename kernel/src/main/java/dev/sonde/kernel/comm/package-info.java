/**
 * Comms: what code of cells and code of a client's page say to each other, beside the cells' outputs.
 *
 * <p>Decision: a comm's messages leave through the running cell's sink, as its outputs do. They keep their order among
 * the texts and displays, name the request that they answer, and go nowhere where no client listens.
 */
@NullMarked
package dev.sonde.kernel.comm;

import org.jspecify.annotations.NullMarked;
