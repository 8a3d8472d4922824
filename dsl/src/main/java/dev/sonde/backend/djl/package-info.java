/**
 * A local model through DJL's PyTorch engine: reads Hugging Face and PEFT folders directly. The only package that knows
 * {@code ai.djl}.
 *
 * <p>Adapters are never merged: rows of one batch share the base product, and each view adds its own low-rank term.
 */
@NullMarked
package dev.sonde.backend.djl;

import org.jspecify.annotations.NullMarked;
