/** A document becomes a starter suite: what the adapter was trained on says what to ask. */
@NullMarked
package dev.sonde.suite.autogen;

import org.jspecify.annotations.NullMarked;
