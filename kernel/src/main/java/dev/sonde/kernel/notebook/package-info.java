/** Notebook files without Jupyter: reading and writing them, running their cells in this JVM, a page for the browser. */
@NullMarked
package dev.sonde.kernel.notebook;

import org.jspecify.annotations.NullMarked;
