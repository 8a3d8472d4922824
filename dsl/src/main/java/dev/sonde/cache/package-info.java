/** A backend that remembers answers, its store, and exact accounting of hits and misses. */
@NullMarked
package dev.sonde.cache;

import org.jspecify.annotations.NullMarked;
