package dev.sonde.kernel.magic;

/**
 * An option of a magic.
 *
 * @param name as typed, such as {@code -a}
 * @param summary one line
 */
public record MagicOption(String name, String summary) {}
