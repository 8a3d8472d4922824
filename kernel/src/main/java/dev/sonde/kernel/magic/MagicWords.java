package dev.sonde.kernel.magic;

import java.util.ArrayList;
import java.util.List;

/** The words of a line: parted by spaces, except within quotes. A backslash is an ordinary character, for paths' sake. */
final class MagicWords {
    private MagicWords() {}

    /**
     * Takes a line apart.
     *
     * @throws MagicException if a quote stays open
     */
    static List<String> of(String line) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean started = false;
        char quote = 0;
        for (char c : line.toCharArray()) {
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
                started = true;
            } else if (Character.isWhitespace(c)) {
                if (started) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                started = false;
            } else {
                word.append(c);
                started = true;
            }
        }
        if (quote != 0) {
            throw new MagicException("A quote (%s) is opened but not closed: %s".formatted(quote, line));
        }
        if (started) {
            words.add(word.toString());
        }
        return words;
    }
}
