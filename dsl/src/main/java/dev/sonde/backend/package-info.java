/** The contract between probes and models: a view of a model, an operation, a batch of outcomes. */
@NullMarked
package dev.sonde.backend;

import org.jspecify.annotations.NullMarked;
