/**
 * A backend that needs no model: a table of answers, and plausible ones for what the table does not know. For tests, and
 * for learning how a probe sees a model.
 */
@NullMarked
package dev.sonde.backend.dummy;

import org.jspecify.annotations.NullMarked;
