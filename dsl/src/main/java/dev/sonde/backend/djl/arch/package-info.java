/** Model families, one file each, written against {@link dev.sonde.backend.djl.arch.TensorOps}: no engine in sight. */
@NullMarked
package dev.sonde.backend.djl.arch;

import org.jspecify.annotations.NullMarked;
