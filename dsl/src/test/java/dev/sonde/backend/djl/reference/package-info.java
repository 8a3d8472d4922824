/**
 * A second implementation of decoders and adapters, to hold the first one against: plain loops in double precision,
 * adapters merged into the weights, no cache, no batches. It shares no code with the backend, and must not.
 */
@NullMarked
package dev.sonde.backend.djl.reference;

import org.jspecify.annotations.NullMarked;
