package dev.sonde.suite.mine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rules of {@link Rewordings}, read from the file beside this class, which says how they are written.
 *
 * @param rules in the file's order
 * @param synonyms pairs of words
 */
record RewordingRules(List<Rule> rules, List<Synonym> synonyms) {

    static final RewordingRules SHARED = read();

    private static final String WORD = "word";

    /** Texts of one form, and how to say them otherwise. */
    record Rule(String kind, Pattern form, List<String> wordings) {}

    /** A word that another may stand for. */
    record Synonym(Pattern word, String from, String to) {}

    /** Whether a special rule of {@code kind} is made for {@code text}. */
    boolean fits(String kind, String text) {
        return rules.stream()
                .anyMatch(rule ->
                        rule.kind().equals(kind) && rule.form().matcher(text).matches());
    }

    /** What the rules of {@code kind} make of {@code text}; {@code small} is the text with a small first letter. */
    List<Rewording> wordings(String kind, String text, String small) {
        var all = new ArrayList<Rewording>();
        for (Rule rule : rules) {
            Matcher matcher = rule.form().matcher(text);
            if (rule.kind().equals(kind) && matcher.matches()) {
                rule.wordings().forEach(wording -> all.add(new Rewording(filled(wording, matcher, small), wording)));
            }
        }
        return all;
    }

    /** {@code text} with one word in another's place. */
    List<Rewording> synonyms(String text) {
        return synonyms.stream()
                .filter(each -> each.word().matcher(text).find())
                .map(each -> new Rewording(
                        each.word().matcher(text).replaceFirst(Matcher.quoteReplacement(each.to())),
                        each.from() + " → " + each.to()))
                .toList();
    }

    private static String filled(String wording, Matcher matcher, String small) {
        var text = new StringBuilder();
        for (int i = 0; i < wording.length(); i++) {
            char c = wording.charAt(i);
            if (c != '$') {
                text.append(c);
                continue;
            }
            i++;
            char what = wording.charAt(i);
            text.append(what == 'l' ? small : matcher.group(what - '0'));
        }
        return text.toString();
    }

    private static RewordingRules read() {
        var rules = new ArrayList<Rule>();
        var synonyms = new ArrayList<Synonym>();
        lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            if (line.startsWith(WORD + " =")) {
                String[] words = line.split("=");
                synonyms.add(synonym(words[1].strip(), words[2].strip()));
                synonyms.add(synonym(words[2].strip(), words[1].strip()));
            } else {
                List<String> parts =
                        Arrays.stream(line.split(" \\| ")).map(String::strip).toList();
                rules.add(new Rule(parts.get(0), Pattern.compile(parts.get(1)), parts.subList(2, parts.size())));
            }
        });
        return new RewordingRules(List.copyOf(rules), List.copyOf(synonyms));
    }

    private static Synonym synonym(String from, String to) {
        return new Synonym(Pattern.compile("\\b" + Pattern.quote(from) + "\\b"), from, to);
    }

    private static Stream<String> lines() {
        try (InputStream file = Objects.requireNonNull(RewordingRules.class.getResourceAsStream("rewordings.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
