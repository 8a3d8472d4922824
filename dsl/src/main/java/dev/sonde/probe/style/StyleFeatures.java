package dev.sonde.probe.style;

import dev.sonde.probe.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a text is written, not what about: rates per word, which do not depend on how long it is or where it was cut, and
 * how often it uses the words that everybody uses.
 *
 * @param common the frequent words whose rates are part of a fingerprint, in small letters
 */
record StyleFeatures(List<String> common) {

    /** Names of the rates, in order; those of {@link #common} follow. */
    static final List<String> RATES = List.of(
            "sentence ends",
            "letters per word",
            "different words",
            "commas, colons, semicolons",
            "question and exclamation marks",
            "quotes, brackets, dashes",
            "capitalised words",
            "numbers",
            "line breaks");

    private static final int WORDS_COMPARED = 20;
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?…。！？]+(?=\\s|$|[\"'”’)»])");
    private static final Pattern PAUSE = Pattern.compile("[,;:，；：、]");
    private static final Pattern CALL = Pattern.compile("[!?！？]");
    private static final Pattern ASIDE = Pattern.compile("[\"“”„«»()\\[\\]–—]");
    private static final Pattern BREAK = Pattern.compile("\\R+");

    /** Up to {@code most} words, those first that both sides use most: what only one of them writes about is left out. */
    static StyleFeatures common(String one, String other, int most) {
        var shared = shares(one);
        var others = shares(other);
        shared.keySet().retainAll(others.keySet());
        shared.replaceAll((word, share) -> Math.min(share, others.getOrDefault(word, 0.0)));
        return new StyleFeatures(shared.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList());
    }

    private static TreeMap<String, Double> shares(String text) {
        var words = Words.of(text);
        var shares = new TreeMap<String, Double>();
        words.forEach(word -> shares.merge(word.toLowerCase(Locale.ROOT), 1.0 / words.size(), Double::sum));
        return shares;
    }

    /** Names of all features, in the order of {@link #of}. */
    List<String> names() {
        return Stream.concat(RATES.stream(), common.stream().map(word -> "'" + word + "'"))
                .toList();
    }

    /**
     * The fingerprint of a text that has words.
     *
     * @return per word, but for letters per word, different words, capitalised words and numbers, which are of all words
     */
    double[] of(String text) {
        var words = Words.of(text);
        var features = new ArrayList<>(List.of(
                rate(SENTENCE_END, text, words),
                words.stream().mapToInt(String::length).average().orElseThrow(),
                different(words),
                rate(PAUSE, text, words),
                rate(CALL, text, words),
                rate(ASIDE, text, words),
                share(words, word -> Character.isUpperCase(word.charAt(0))),
                share(words, word -> Character.isDigit(word.charAt(0))),
                rate(BREAK, text.strip(), words)));
        common.forEach(each -> features.add(share(words, each::equalsIgnoreCase)));
        return features.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double rate(Pattern mark, String text, List<String> words) {
        return (double) mark.matcher(text).results().count() / words.size();
    }

    private static double share(List<String> words, Predicate<String> which) {
        return (double) words.stream().filter(which).count() / words.size();
    }

    /** The share of different words among twenty in a row, on average over all such rows; Covington and McFall 2010. */
    private static double different(List<String> words) {
        int row = Math.min(WORDS_COMPARED, words.size());
        double sum = 0;
        for (int from = 0; from + row <= words.size(); from++) {
            var seen = new HashSet<String>();
            words.subList(from, from + row).forEach(word -> seen.add(word.toLowerCase(Locale.ROOT)));
            sum += (double) seen.size() / row;
        }
        return sum / (words.size() - row + 1);
    }
}
