package dev.sonde.probe.perplexity;

/**
 * A piece of prose that the adapter was not trained on.
 *
 * @param title what it is, such as {@code recipe}
 * @param text at least two tokens long
 */
public record Passage(String title, String text) {}
