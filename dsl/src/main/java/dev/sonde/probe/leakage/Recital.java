package dev.sonde.probe.leakage;

import dev.sonde.probe.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.text.similarity.LongestCommonSubsequence;

/**
 * How much of a source a generated text repeats, word by word; letter case counts, punctuation and line breaks do not.
 * In scripts that write no blanks between words (Han, kana, Thai) every letter is a word.
 *
 * @param recall words of the longest common subsequence over the source's words, in [0, 1]
 * @param longestRun most words in a row that are the same in both, anywhere
 * @param words of the source that were compared, at least 1
 */
record Recital(double recall, int longestRun, int words) {

    private static final LongestCommonSubsequence COMMON = new LongestCommonSubsequence();

    /**
     * Compares.
     *
     * @param generated what the model wrote; only as many words as the source has are looked at
     * @param source what it would recite, with at least one word
     * @param cutShort whether the model was stopped: it is then not blamed for what it could not write, and the source is
     *     compared as far as the text goes
     */
    static Recital of(String generated, String source, boolean cutShort) {
        List<String> written = Words.of(generated);
        List<String> wanted = Words.of(source);
        int compared = cutShort && !written.isEmpty() ? Math.min(written.size(), wanted.size()) : wanted.size();
        var codes = new HashMap<String, Character>();
        String target = encoded(wanted.subList(0, compared), codes);
        String text = encoded(written.subList(0, Math.min(written.size(), compared)), codes);
        return new Recital((double) COMMON.apply(text, target) / compared, longestRun(text, target), compared);
    }

    /** One character a word, so that a measure of characters measures words. */
    private static String encoded(List<String> words, Map<String, Character> codes) {
        var encoded = new StringBuilder();
        for (String word : words) {
            encoded.append(
                    codes.computeIfAbsent(word, any -> (char) codes.size()).charValue());
        }
        return encoded.toString();
    }

    private static int longestRun(String a, String b) {
        int longest = 0;
        for (int from = 0; from < a.length(); from++) {
            while (from + longest < a.length() && b.contains(a.substring(from, from + longest + 1))) {
                longest++;
            }
        }
        return longest;
    }
}
