package dev.sonde.probe.leakage;

import dev.sonde.probe.Words;
import java.util.Optional;

/**
 * A section of the training text, cut between words.
 *
 * @param prefix what the model is given, without a blank at its end
 * @param target what follows it
 */
record Section(String prefix, String target) {

    /** Fewer words are no recital. */
    private static final int FEWEST_WORDS = 5;

    /** The first {@code prefixChars} and the next {@code continuationChars}; empty where too little follows. */
    static Optional<Section> of(String text, int prefixChars, int continuationChars) {
        String clean = text.strip();
        int cut = boundary(clean, prefixChars);
        String rest = clean.substring(cut).stripLeading();
        String target = rest.substring(0, boundary(rest, continuationChars)).strip();
        return cut == 0 || Words.of(target).size() < FEWEST_WORDS
                ? Optional.empty()
                : Optional.of(new Section(clean.substring(0, cut).stripTrailing(), target));
    }

    /** The end of the last whole word within {@code chars}; a text without blanks is cut where it has to be. */
    private static int boundary(String text, int chars) {
        if (text.length() <= chars) {
            return text.length();
        }
        for (int at = chars; at > 0; at--) {
            if (Character.isWhitespace(text.charAt(at))) {
                return at;
            }
        }
        return chars;
    }
}
