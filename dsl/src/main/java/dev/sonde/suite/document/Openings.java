package dev.sonde.suite.document;

import dev.sonde.stop.StopPoint;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Beginnings of sentences of running text, cut between words in the middle of the sentence, where the next token is the
 * document's. Headings, lists, tables, code and sentences that lean on the one before them are passed over.
 */
public final class Openings {

    private static final int FEWEST_WORDS = 8;
    private static final int MOST_WORDS = 60;
    private static final int MOST_CUT = 14;
    private static final double CUT = 0.6;
    private static final int GOLD_WORDS = 4;

    /** A sentence of a script without blanks. */
    private static final String UNSPACED = "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}][^ ]*[。！？]?";

    private static final Set<String> LEANING = Set.of(
            "it",
            "he",
            "she",
            "they",
            "this",
            "that",
            "these",
            "those",
            "so",
            "but",
            "and",
            "or",
            "then",
            "his",
            "her",
            "its",
            "their",
            "there",
            "here",
            "such",
            "therefore",
            "thus",
            "also",
            "still",
            "however");

    private Openings() {}

    /**
     * A sentence in two.
     *
     * @param prompt its first words, without a blank at the end
     * @param gold the few words after them, with a leading blank
     */
    public record Opening(String prompt, String gold) {}

    /** The openings of {@code text}, in order. */
    public static List<Opening> of(String text) {
        var openings = new ArrayList<Opening>();
        for (String paragraph : paragraphs(text)) {
            var sentences = BreakIterator.getSentenceInstance(Locale.ENGLISH);
            sentences.setText(paragraph);
            int from = sentences.first();
            for (int to = sentences.next(); to != BreakIterator.DONE; to = sentences.next()) {
                StopPoint.pass(SourceDocument.READING);
                opening(paragraph.substring(from, to).strip(), openings);
                from = to;
            }
        }
        return openings;
    }

    private static List<String> paragraphs(String text) {
        var plain = new StringBuilder();
        boolean code = false;
        for (String line : text.lines().toList()) {
            StopPoint.pass(SourceDocument.READING);
            String bare = line.strip();
            if (bare.startsWith("```") || bare.startsWith("~~~")) {
                code = !code;
                continue;
            }
            boolean running =
                    !code && !bare.matches("(#{1,6}\\s|[-*+>|]|\\d+[.)]\\s|!\\[|<).*") && !line.startsWith("    ");
            plain.append(running ? bare : "").append('\n');
        }
        return Arrays.stream(plain.toString().split("\\n\\s*\\n"))
                .map(paragraph -> paragraph.replaceAll("\\s+", " ").strip())
                .filter(paragraph -> !paragraph.isEmpty())
                .toList();
    }

    private static void opening(String sentence, List<Opening> openings) {
        if (sentence.matches(UNSPACED)) {
            unspaced(sentence, openings);
            return;
        }
        List<String> words = Arrays.asList(sentence.split(" "));
        if (words.size() < FEWEST_WORDS
                || words.size() > MOST_WORDS
                || !sentence.matches("(?s)[\\p{Lu}\\p{Lo}].*[.!?।؟][\"'”’)]*")
                || LEANING.contains(words.get(0).toLowerCase(Locale.ROOT).replaceAll("\\W", ""))) {
            return;
        }
        int cut = Math.min(MOST_CUT, (int) Math.round(CUT * words.size()));
        String gold = words.subList(cut, Math.min(words.size(), cut + GOLD_WORDS)).stream()
                .collect(Collectors.joining(" "))
                .replaceAll("[\\p{Punct}“”’]+$", "");
        if (!gold.isBlank()) {
            openings.add(new Opening(String.join(" ", words.subList(0, cut)), " " + gold));
        }
    }

    /** Where words are not told apart by blanks, characters are counted. */
    private static void unspaced(String sentence, List<Opening> openings) {
        int cut = Math.min(2 * MOST_CUT, (int) Math.round(CUT * sentence.length()));
        String gold = sentence.substring(cut, Math.min(sentence.length(), cut + GOLD_WORDS))
                .replaceAll("[\\p{Punct}。！？、，]+$", "");
        if (sentence.length() >= 2 * FEWEST_WORDS && !gold.isEmpty()) {
            openings.add(new Opening(sentence.substring(0, cut), gold));
        }
    }
}
