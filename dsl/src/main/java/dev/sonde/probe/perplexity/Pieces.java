package dev.sonde.probe.perplexity;

import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a passage at sentence ends into pieces that a model can read. */
final class Pieces {

    /** What a tokenizer may put before and behind a text. */
    private static final int SPECIAL_TOKENS = 2;

    private static final int SHORTEST = 16;

    /** A rest with fewer characters may be a single token, of which nothing can be scored. */
    private static final int SHORTEST_REST = 8;

    private Pieces() {}

    /**
     * The pieces of {@code text} in order, none empty; sentences stay whole where they fit. No piece has more characters
     * than asked for, nor more bytes than the context has tokens: a token is at least a byte. A rest of under 8
     * characters behind a cut is left out.
     */
    static List<String> of(String text, int chars, int contextLength) {
        int bytes = Math.max(SHORTEST, contextLength - SPECIAL_TOKENS);
        if (fits(text, chars, bytes)) {
            return List.of(text);
        }
        var pieces = new ArrayList<String>();
        var piece = new StringBuilder();
        for (String part : parts(text, chars, bytes)) {
            if (!piece.isEmpty() && !fits(piece + part, chars, bytes)) {
                add(pieces, piece);
            }
            piece.append(part);
        }
        add(pieces, piece);
        return pieces;
    }

    /** Sentences; a sentence that does not fit as its words; a word that does not fit as its characters. */
    private static List<String> parts(String text, int chars, int bytes) {
        var parts = new ArrayList<String>();
        for (String sentence : split(BreakIterator.getSentenceInstance(Locale.ROOT), text)) {
            for (String word : fits(sentence, chars, bytes) ? List.of(sentence) : List.of(sentence.split("(?<=\\s)"))) {
                parts.addAll(
                        fits(word, chars, bytes)
                                ? List.of(word)
                                : split(BreakIterator.getCharacterInstance(Locale.ROOT), word));
            }
        }
        return parts;
    }

    private static List<String> split(BreakIterator breaks, String text) {
        var parts = new ArrayList<String>();
        breaks.setText(text);
        int from = breaks.first();
        for (int to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
            parts.add(text.substring(from, to));
        }
        return parts;
    }

    private static boolean fits(String text, int chars, int bytes) {
        return text.length() <= chars && text.getBytes(StandardCharsets.UTF_8).length <= bytes;
    }

    private static void add(List<String> pieces, StringBuilder piece) {
        String text = piece.toString().strip();
        if (text.length() >= (pieces.isEmpty() ? 1 : SHORTEST_REST)) {
            pieces.add(text);
        }
        piece.setLength(0);
    }
}
