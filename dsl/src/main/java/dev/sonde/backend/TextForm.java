package dev.sonde.backend;

/** What a text is, and so which special tokens it is given: the same characters in another form are another question. */
public enum TextForm {
    /** A text as anybody writes it: the tokenizer adds the special tokens that it always adds. */
    PLAIN,
    /** A text that a chat template made: it holds its special tokens itself, and none are added. */
    RENDERED
}
