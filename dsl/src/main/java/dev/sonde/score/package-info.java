/** Values that a model's answers consist of: immutable, in nats, without I/O. */
@NullMarked
package dev.sonde.score;

import org.jspecify.annotations.NullMarked;
