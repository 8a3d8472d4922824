package dev.sonde.probe.positionshift;

import java.util.ArrayList;
import java.util.List;

/** Finds where the tokens of a text begin, so that a text can be asked about up to each of them. */
final class TokenCuts {

    /** Pieces of a character that is several tokens, which show as nothing readable, are at most so long. */
    private static final int FARTHEST = 12;

    private TokenCuts() {}

    /**
     * Where {@code tokens} begin in {@code text}, ascending and each once. A token that shows otherwise than it stands in the
     * text (a part of a character, a marker for a space) is looked for, and left out where it is not found.
     */
    static List<Integer> of(String text, List<String> tokens) {
        var cuts = new ArrayList<Integer>();
        int at = 0;
        for (String token : tokens) {
            String shown = token.strip();
            int found = shown.isEmpty() ? -1 : text.indexOf(shown, at);
            if (found < 0 || found > at + FARTHEST) {
                continue;
            }
            int start = found; // the space before a word belongs to the word's token
            while (start > at && Character.isWhitespace(text.charAt(start - 1))) {
                start--;
            }
            if (cuts.isEmpty() || start > cuts.get(cuts.size() - 1)) {
                cuts.add(start);
            }
            at = found + shown.length();
        }
        return cuts;
    }
}
