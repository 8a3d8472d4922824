package dev.sonde.probe;

/**
 * One prompt's share of a result.
 *
 * @param prompt as given
 * @param value in the unit of the result
 * @param base what the base model says, for people; may be empty
 * @param tuned what the tuned model says, for people; may be empty
 */
public record PromptValue(String prompt, double value, String base, String tuned) {}
