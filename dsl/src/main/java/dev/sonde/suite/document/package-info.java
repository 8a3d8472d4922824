/** The document that an adapter was trained on: Markdown and {@code .dlm}, section by section. */
@NullMarked
package dev.sonde.suite.document;

import org.jspecify.annotations.NullMarked;
