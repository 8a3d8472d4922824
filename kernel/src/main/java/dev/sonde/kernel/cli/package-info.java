/** The {@code sonde} command: one class per subcommand, nothing that a library would want. */
@NullMarked
package dev.sonde.kernel.cli;

import org.jspecify.annotations.NullMarked;
