/** Compiling and evaluating one cell after the other; knows neither sockets nor outputs. */
@NullMarked
package dev.sonde.kernel.repl;

import org.jspecify.annotations.NullMarked;
