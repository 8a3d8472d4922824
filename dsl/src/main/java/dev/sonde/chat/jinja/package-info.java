/**
 * The part of Jinja that chat templates are written in, rendered as Jinja2 renders it with {@code trim_blocks} and
 * {@code lstrip_blocks}: whatever is outside that part is an error with its line, never skipped.
 *
 * <p>A template's text becomes tokens ({@link dev.sonde.chat.jinja.Lexer}), these become nodes that know how to evaluate
 * themselves. Values are Java's: {@code String}, {@code Long}, {@code Double}, {@code Boolean}, {@code List},
 * {@code Map}, {@link dev.sonde.chat.jinja.None} and {@link dev.sonde.chat.jinja.Undefined}. Nothing of the JVM can be
 * reached from a template.
 */
@NullMarked
package dev.sonde.chat.jinja;

import org.jspecify.annotations.NullMarked;
