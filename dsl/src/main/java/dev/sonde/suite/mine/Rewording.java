package dev.sonde.suite.mine;

/**
 * A prompt said otherwise.
 *
 * @param text the whole prompt, frame and all
 * @param rule what was done, for people
 */
public record Rewording(String text, String rule) {}
