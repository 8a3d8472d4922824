/**
 * Lines of a cell that begin with a percent sign and ask the kernel for something that is no Kotlin.
 *
 * <p>One registry holds all magics with their documentation; help, completion and the parser read the same entries.
 */
@NullMarked
package dev.sonde.kernel.magic;

import org.jspecify.annotations.NullMarked;
