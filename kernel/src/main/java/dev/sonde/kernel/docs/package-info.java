/**
 * The documentation of the library for people who write cells: read from the sources when the kernel is built, looked up
 * when somebody asks what a word means.
 */
@NullMarked
package dev.sonde.kernel.docs;

import org.jspecify.annotations.NullMarked;
