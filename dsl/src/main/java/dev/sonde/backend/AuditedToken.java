package dev.sonde.backend;

/**
 * A token with its place in the text.
 *
 * @param start of its characters in the text, in UTF-16 units; several byte tokens of one character share their place
 * @param end behind its characters; equals {@code start} for a token that was added to the text
 * @param name as the vocabulary spells it
 * @param added whether the tokenizer added it: it is not in the text
 */
public record AuditedToken(int id, String name, int start, int end, boolean added) {}
